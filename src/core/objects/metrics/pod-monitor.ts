import type { ObjectMeta } from 'kubernetes-types/meta/v1.js';

import type { Resolved } from '../../resolve/resolved.ts';
import { type MonitorEndpoint, type MonitorTarget, monitorParts } from './monitor.ts';

/** A PodMonitor of the Prometheus operator. */
export interface PodMonitor {
  readonly apiVersion: 'monitoring.coreos.com/v1';
  readonly kind: 'PodMonitor';
  readonly metadata: ObjectMeta;
  readonly spec: MonitorTarget & { readonly podMetricsEndpoints: readonly MonitorEndpoint[] };
}

/** Returns the PodMonitor of the manager. */
export function podMonitor(resolved: Resolved): PodMonitor | undefined {
  const options = resolved.spec.metrics.podMonitor;
  if (!options.enabled) return undefined;
  const { metadata, target, endpoint } = monitorParts(resolved, options, resolved.selector);
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata,
    spec: { ...target, podMetricsEndpoints: [endpoint] },
  };
}
