import type { ObjectMeta } from 'kubernetes-types/meta/v1.js';

import { COMPONENT, MANAGER } from '../../resolve/labels.ts';
import type { Resolved } from '../../resolve/resolved.ts';
import { type MonitorEndpoint, type MonitorTarget, monitorParts } from './monitor.ts';

/** A ServiceMonitor of the Prometheus operator. */
export interface ServiceMonitor {
  readonly apiVersion: 'monitoring.coreos.com/v1';
  readonly kind: 'ServiceMonitor';
  readonly metadata: ObjectMeta;
  readonly spec: MonitorTarget & { readonly endpoints: readonly MonitorEndpoint[] };
}

/** Returns the ServiceMonitor of the metrics Service. */
export function serviceMonitor(resolved: Resolved): ServiceMonitor | undefined {
  const options = resolved.spec.metrics.serviceMonitor;
  if (!options.enabled) return undefined;
  const { metadata, target, endpoint } = monitorParts(resolved, options, {
    [COMPONENT]: 'metrics',
    [MANAGER]: resolved.metadata.name,
  });
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata,
    spec: { ...target, endpoints: [endpoint] },
  };
}
