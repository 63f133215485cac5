import type { ObjectMeta } from 'kubernetes-types/meta/v1.js';

import { COMPONENT } from '../../resolve/labels.ts';
import type { Resolved } from '../../resolve/resolved.ts';
import {
  type MonitorEndpoint,
  type MonitorTarget,
  monitorEndpoint,
  monitorMetadata,
  monitorTarget,
} from './monitor.ts';

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
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: monitorMetadata(resolved, options),
    spec: {
      ...monitorTarget(resolved, options, { ...resolved.selector, [COMPONENT]: 'metrics' }),
      endpoints: [monitorEndpoint(options)],
    },
  };
}
