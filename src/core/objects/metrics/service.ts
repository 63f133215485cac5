import type { Service } from 'kubernetes-types/core/v1.js';
import { COMPONENT, MANAGER } from '../../resolve/labels.ts';
import { METRICS_PORT_NAME } from '../../resolve/manager/parts.ts';
import type { Resolved } from '../../resolve/resolved.ts';
import { metadata } from '../metadata.ts';
import { serviceParts } from '../service-parts.ts';

/** Returns the Service of the metrics port. */
export function metricsService(resolved: Resolved): Service | undefined {
  const options = resolved.spec.metrics.service;
  if (!options.enabled) return undefined;
  const { fields, port } = serviceParts(options, METRICS_PORT_NAME);
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata(resolved, `${resolved.metadata.name}-metrics`, {
      namespace: resolved.metadata.namespace,
      labels: { ...options.labels, [COMPONENT]: 'metrics', [MANAGER]: resolved.metadata.name },
      annotations: options.annotations,
    }),
    spec: {
      type: options.type,
      ...fields,
      selector: resolved.selector,
      ports: [port, ...(options.additionalPorts ?? [])],
    },
  };
}
