import type { Service } from 'kubernetes-types/core/v1.js';
import { COMPONENT } from '../../resolve/labels.ts';
import { SESSION_PORT_NAME } from '../../resolve/manager/parts.ts';
import type { Resolved } from '../../resolve/resolved.ts';
import { metadata } from '../metadata.ts';
import { serviceParts } from '../service-parts.ts';

/** Returns the Service in front of the session server. */
export function sessionService(resolved: Resolved): Service | undefined {
  if (!resolved.spec.sessionServer.enabled) return undefined;
  const options = resolved.spec.sessionServer.service;
  const { serviceName, serviceType } = resolved.sessions;
  const { fields, port } = serviceParts(options, SESSION_PORT_NAME);
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata(resolved, serviceName, {
      namespace: resolved.metadata.namespace,
      labels: { ...options.labels, [COMPONENT]: 'session' },
      annotations: options.annotations,
    }),
    spec: {
      ...(serviceType === 'Headless' ? { type: 'ClusterIP', clusterIP: 'None' } : { type: serviceType }),
      ...fields,
      selector: resolved.selector,
      ports: [port],
    },
  };
}
