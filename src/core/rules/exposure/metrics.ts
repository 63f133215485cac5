import { METRICS_PORT } from '../../config-toml/defaults.ts';
import { type Look, onResolved, type Row, table } from '../rule.ts';

const BLOCKS = ['service', 'podMonitor', 'serviceMonitor', 'prometheusRule', 'dashboard'] as const;

/** Objects around the metrics port that would find nothing there. */
export const metrics = onResolved(
  table([
    ...BLOCKS.map(
      (block): Row<Look<'resolved'>> => ({
        code: 'NEEDS_KEY',
        set: `spec.metrics.${block}.enabled`,
        when: ({ spec, manager }) => spec.metrics[block].enabled && manager.metricsPort === undefined,
        message: `${block} needs the metrics port, and an empty config.listen_address turns it off.`,
        help: `Remove \`spec.config.listen_address\`: the manager then serves metrics on port ${METRICS_PORT}.`,
      }),
    ),
    {
      code: 'NEEDS_KEY',
      set: 'spec.metrics.serviceMonitor.enabled',
      when: whereServed(
        ({ metrics: { service, serviceMonitor } }) => serviceMonitor.enabled && !service.enabled,
      ),
      message: 'A ServiceMonitor finds its targets through a Service, but no Service is rendered.',
      help: 'Set `spec.metrics.service.enabled: true`, or take `spec.metrics.podMonitor`, which needs no Service.',
    },
    ...(['podMonitor', 'serviceMonitor'] as const).map(
      (block): Row<Look<'resolved'>> => ({
        code: 'CONTRADICTION',
        set: `spec.metrics.${block}.scrapeTimeout`,
        when: whereServed(({ metrics: { [block]: monitor } }) => {
          const { enabled, interval, scrapeTimeout } = monitor;
          return enabled && interval !== undefined && milliseconds(scrapeTimeout) > milliseconds(interval);
        }),
        message: ({ spec }) =>
          `A scrape may take ${spec.metrics[block].scrapeTimeout} here, longer than the ${spec.metrics[block].interval} between two; the Prometheus operator refuses that and has nothing scraped.`,
        help: 'Lower `scrapeTimeout`, or raise `interval`.',
      }),
    ),
    {
      code: 'SCRAPED_TWICE',
      set: 'spec.metrics.serviceMonitor.enabled',
      when: whereServed(
        ({ metrics: { podMonitor, serviceMonitor } }) => podMonitor.enabled && serviceMonitor.enabled,
      ),
      message:
        'With a PodMonitor and a ServiceMonitor Prometheus scrapes every manager twice, and sums count double.',
      help: 'Keep the PodMonitor: it also sees managers that drain.',
    },
    {
      code: 'METRICS_UNREACHABLE',
      set: 'spec.networkPolicy',
      when: whereServed(({ metrics: { podMonitor, serviceMonitor }, networkPolicy }) => {
        const { enabled, metricsFrom = [], extraIngress = [] } = networkPolicy;
        const isScraped = podMonitor.enabled || serviceMonitor.enabled;
        return isScraped && enabled && metricsFrom.length === 0 && extraIngress.length === 0;
      }),
      message: 'The NetworkPolicy of the manager keeps Prometheus away from the metrics port.',
      help: 'Name the pods of Prometheus in `spec.networkPolicy.metricsFrom`.',
    },
  ]),
);

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1e3,
  m: 6e4,
  h: 36e5,
  d: 864e5,
  w: 6048e5,
  y: 31536e6,
};

/** How long a time is, as Prometheus writes it. */
function milliseconds(duration = ''): number {
  const parts = [...duration.matchAll(/(\d+)(ms|.)/g)];
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * UNITS[unit!]!, 0);
}

/** A condition on the settings, where there is a metrics port. */
function whereServed(holds: (spec: Look<'resolved'>['spec']) => boolean) {
  return ({ spec, manager }: Look<'resolved'>): boolean => manager.metricsPort !== undefined && holds(spec);
}
