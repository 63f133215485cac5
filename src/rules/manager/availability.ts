import type { Report } from '../../diagnostics/diagnostic.ts';
import type { ResolvedGitLabRunner } from '../../generated/resolved-types.ts';
import { metricsPort } from '../../resolve/manager-pod.ts';
import type { Resolved } from '../../resolve/resolve.ts';

/** Seconds that the runner gives jobs to end by default when it is stopped at once. */
const SHUTDOWN_TIMEOUT = 30;

/** Numbers of managers that contradict each other, block the drain of a node or cut jobs off. */
export function checkAvailability({ document }: Resolved, report: Report): void {
  checkAutoscaling(document, report);
  checkBudget(document, report);
  checkDrain(document, report);
}

function checkAutoscaling(document: ResolvedGitLabRunner, report: Report): void {
  const { enabled, minReplicas, maxReplicas, metrics } = document.spec.autoscaling;
  const path = ['spec', 'autoscaling'];
  if (!enabled) return;
  if (minReplicas > maxReplicas) {
    report({
      code: 'OUT_OF_RANGE',
      severity: 'error',
      message: `The fewest managers are ${minReplicas}, which is more than the most, ${maxReplicas}.`,
      path: [...path, 'minReplicas'],
      help: 'Raise `maxReplicas` or lower `minReplicas`.',
    });
  }
  if (metrics === undefined && metricsPort(document) === undefined) {
    report({
      code: 'NEEDS_KEY',
      severity: 'error',
      message:
        'Managers are scaled on a metric that they serve, and an empty config.listen_address turns it off.',
      path,
      help: 'Take `spec.config.listen_address` out, or name other `metrics`.',
    });
  }
  metrics?.forEach((metric, index) => {
    const field = `${metric.type.charAt(0).toLowerCase()}${metric.type.slice(1)}`;
    if ((metric as unknown as Record<string, unknown>)[field] !== undefined) return;
    report({
      code: 'NEEDS_KEY',
      severity: 'error',
      message: `A metric of type ${metric.type} is described in \`${field}\`, which is not there.`,
      path: [...path, 'metrics', index],
      help: `Add \`${field}\`.`,
    });
  });
}

function checkBudget({ spec }: ResolvedGitLabRunner, report: Report): void {
  const { enabled, minAvailable, maxUnavailable } = spec.podDisruptionBudget;
  const path = ['spec', 'podDisruptionBudget'];
  if (!enabled) return;
  if (minAvailable !== undefined && maxUnavailable !== undefined) {
    report({
      code: 'EXCLUSIVE_KEYS',
      severity: 'error',
      message: 'A budget says how many managers must stay or how many may be away, not both.',
      path: [...path, 'minAvailable'],
      at: 'key',
      help: 'Take one of the keys out.',
    });
    return;
  }
  const replicas = spec.autoscaling.enabled ? spec.autoscaling.minReplicas : spec.manager.replicas;
  if (replicas === 0) return;
  const managers = replicas === 1 ? 'one manager' : `${replicas} managers`;
  if (minAvailable !== undefined && countOf(minAvailable, replicas) >= replicas) {
    report({
      code: 'BLOCKS_DRAIN',
      severity: 'error',
      message: `Of ${managers}, ${minAvailable} must stay, so that none may ever leave a node: \`kubectl drain\` waits for ever.`,
      path: [...path, 'minAvailable'],
      help: 'Take the key out: then one manager may be away at a time.',
    });
  }
  if (maxUnavailable !== undefined && countOf(maxUnavailable, replicas) === 0) {
    report({
      code: 'BLOCKS_DRAIN',
      severity: 'error',
      message: 'No manager may ever leave a node: `kubectl drain` waits for ever.',
      path: [...path, 'maxUnavailable'],
      suggestion: '1',
      help: 'Allow one at least. A manager that leaves ends its jobs first.',
    });
  }
}

/** How many of the managers a number or a percentage means; Kubernetes rounds up. */
function countOf(amount: number | string, replicas: number): number {
  return typeof amount === 'number' ? amount : Math.ceil((Number.parseInt(amount, 10) * replicas) / 100);
}

function checkDrain({ spec }: ResolvedGitLabRunner, report: Report): void {
  const { terminationGracePeriodSeconds: grace } = spec.manager;
  const timeout = spec.config.shutdown_timeout || SHUTDOWN_TIMEOUT;
  if (grace > timeout) return;
  report({
    code: 'DRAIN_TOO_SHORT',
    severity: 'warning',
    message: `A manager that stops is killed after ${grace} seconds, along with every job that takes longer.`,
    path: ['spec', 'manager', 'terminationGracePeriodSeconds'],
    help: 'Make it longer than your longest job.',
  });
}
