import type { ResolvedMonitor } from '../generated/resolved-types.ts';
import { METRICS_PORT } from '../resolve/manager-pod.ts';
import { pick } from './pick.ts';

/** How Prometheus scrapes the manager, in the Prometheus operator's words. */
export interface MonitorEndpoint
  extends Pick<ResolvedMonitor, 'interval' | 'scrapeTimeout' | 'relabelings' | 'metricRelabelings'> {
  readonly port: string;
}

/** Returns how a monitor scrapes the metrics port. */
export function monitorEndpoint(options: ResolvedMonitor): MonitorEndpoint {
  return {
    port: METRICS_PORT,
    ...pick(options, ['interval', 'scrapeTimeout', 'relabelings', 'metricRelabelings']),
  };
}
