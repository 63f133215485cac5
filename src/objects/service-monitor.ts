import type { LabelSelector, ObjectMeta } from 'kubernetes-types/meta/v1.js';

import { COMPONENT } from '../resolve/labels.ts';
import type { Resolved } from '../resolve/resolve.ts';
import { metadata } from './metadata.ts';
import { type MonitorEndpoint, monitorEndpoint } from './monitor-endpoint.ts';

/** A ServiceMonitor of the Prometheus operator. */
export interface ServiceMonitor {
  readonly apiVersion: 'monitoring.coreos.com/v1';
  readonly kind: 'ServiceMonitor';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly jobLabel?: string;
    readonly namespaceSelector: { readonly matchNames: readonly string[] };
    readonly selector: LabelSelector;
    readonly endpoints: readonly MonitorEndpoint[];
  };
}

/** Returns the ServiceMonitor of the metrics Service. */
export function serviceMonitor(resolved: Resolved): ServiceMonitor | undefined {
  const { serviceMonitor: options } = resolved.spec.metrics;
  const { name, namespace } = resolved.metadata;
  if (!options.enabled) return undefined;
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: metadata(resolved, name, {
      namespace: options.namespace ?? namespace,
      labels: options.labels,
      annotations: options.annotations,
    }),
    spec: {
      ...(options.jobLabel !== undefined && { jobLabel: options.jobLabel }),
      namespaceSelector: { matchNames: [namespace] },
      selector: { matchLabels: { ...resolved.selector, [COMPONENT]: 'metrics' } },
      endpoints: [monitorEndpoint(options)],
    },
  };
}
