import type { LabelSelector, ObjectMeta } from 'kubernetes-types/meta/v1.js';

import type { Resolved } from '../resolve/resolve.ts';
import { metadata } from './metadata.ts';
import { type MonitorEndpoint, monitorEndpoint } from './monitor-endpoint.ts';

/** A PodMonitor of the Prometheus operator. */
export interface PodMonitor {
  readonly apiVersion: 'monitoring.coreos.com/v1';
  readonly kind: 'PodMonitor';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly jobLabel?: string;
    readonly namespaceSelector: { readonly matchNames: readonly string[] };
    readonly selector: LabelSelector;
    readonly podMetricsEndpoints: readonly MonitorEndpoint[];
  };
}

/** Returns the PodMonitor of the manager. */
export function podMonitor(resolved: Resolved): PodMonitor | undefined {
  const { podMonitor: options } = resolved.spec.metrics;
  const { name, namespace } = resolved.metadata;
  if (!options.enabled) return undefined;
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: metadata(resolved, name, {
      namespace: options.namespace ?? namespace,
      labels: options.labels,
      annotations: options.annotations,
    }),
    spec: {
      ...(options.jobLabel !== undefined && { jobLabel: options.jobLabel }),
      namespaceSelector: { matchNames: [namespace] },
      selector: { matchLabels: resolved.selector },
      podMetricsEndpoints: [monitorEndpoint(options)],
    },
  };
}
