import type { LabelSelector, ObjectMeta } from 'kubernetes-types/meta/v1.js';
import { pick } from '../../data/pick.ts';
import type { CheckedMonitor } from '../../generated/checked-types.ts';
import type { Labels } from '../../resolve/labels.ts';
import { METRICS_PORT_NAME } from '../../resolve/manager/parts.ts';
import type { Resolved } from '../../resolve/resolved.ts';
import { metadata } from '../metadata.ts';

/** How Prometheus scrapes the manager, in the Prometheus operator's words. */
export interface MonitorEndpoint
  extends Pick<CheckedMonitor, 'interval' | 'scrapeTimeout' | 'relabelings' | 'metricRelabelings'> {
  readonly port: string;
}

/** What a monitor looks for, and how it calls it. */
export interface MonitorTarget {
  readonly jobLabel?: string;
  readonly namespaceSelector: { readonly matchNames: readonly string[] };
  readonly selector: LabelSelector;
}

/** Returns the metadata of a monitor: it may stand where Prometheus looks for it. */
export function monitorMetadata(resolved: Resolved, options: CheckedMonitor): ObjectMeta {
  const { name, namespace } = resolved.metadata;
  return metadata(resolved, name, {
    namespace: options.namespace ?? namespace,
    labels: options.labels,
    annotations: options.annotations,
  });
}

/** Returns what a monitor looks for: what has these labels in the manager's namespace. */
export function monitorTarget(
  resolved: Resolved,
  options: CheckedMonitor,
  matchLabels: Labels,
): MonitorTarget {
  return {
    ...pick(options, ['jobLabel']),
    namespaceSelector: { matchNames: [resolved.metadata.namespace] },
    selector: { matchLabels },
  };
}

/** Returns how a monitor scrapes the metrics port. */
export function monitorEndpoint(options: CheckedMonitor): MonitorEndpoint {
  return {
    port: METRICS_PORT_NAME,
    ...pick(options, ['interval', 'scrapeTimeout', 'relabelings', 'metricRelabelings']),
  };
}
