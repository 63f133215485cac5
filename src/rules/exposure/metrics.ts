import type { Report } from '../../diagnostics/diagnostic.ts';
import type { ResolvedGitLabRunner } from '../../generated/resolved-types.ts';
import { metricsPort } from '../../resolve/manager-pod.ts';
import type { Resolved } from '../../resolve/resolve.ts';
import { checkService } from './services.ts';

const blocks = ['service', 'podMonitor', 'serviceMonitor', 'prometheusRule', 'dashboard'] as const;
const path = ['spec', 'metrics'];

/** Objects around the metrics port that would find nothing there. */
export function checkMetrics({ document }: Resolved, report: Report): void {
  const { metrics, networkPolicy } = document.spec;
  const { service, podMonitor, serviceMonitor } = metrics;
  if (metricsPort(document) === undefined) {
    for (const block of blocks.filter((name) => metrics[name].enabled)) {
      report({
        code: 'NEEDS_KEY',
        severity: 'error',
        message: `${block} needs the metrics port, and an empty config.listen_address turns it off.`,
        path: [...path, block, 'enabled'],
        help: 'Take `spec.config.listen_address` out: the manager then serves metrics on port 9252.',
      });
    }
    return;
  }
  if (service.enabled) checkService(service, [...path, 'service'], report);
  if (serviceMonitor.enabled && !service.enabled) {
    report({
      code: 'NEEDS_KEY',
      severity: 'error',
      message: 'A ServiceMonitor finds its targets through a Service, and there is none.',
      path: [...path, 'serviceMonitor', 'enabled'],
      help: 'Set `spec.metrics.service.enabled: true`, or take `spec.metrics.podMonitor`, which needs no Service.',
    });
  }
  if (podMonitor.enabled && serviceMonitor.enabled) {
    report({
      code: 'SCRAPED_TWICE',
      severity: 'warning',
      message:
        'With a PodMonitor and a ServiceMonitor Prometheus scrapes every manager twice, and sums count double.',
      path: [...path, 'serviceMonitor', 'enabled'],
      help: 'Keep the PodMonitor: it also sees managers that drain.',
    });
  }
  const isScraped = podMonitor.enabled || serviceMonitor.enabled;
  if (isScraped && networkPolicy.enabled && !admitsSomeone(document)) {
    report({
      code: 'METRICS_UNREACHABLE',
      severity: 'warning',
      message: 'The NetworkPolicy of the manager keeps Prometheus away from the metrics port.',
      path: ['spec', 'networkPolicy'],
      help: 'Name the pods of Prometheus in `spec.networkPolicy.metricsFrom`.',
    });
  }
}

function admitsSomeone({ spec }: ResolvedGitLabRunner): boolean {
  const { metricsFrom = [], extraIngress = [] } = spec.networkPolicy;
  return metricsFrom.length > 0 || extraIngress.length > 0;
}
