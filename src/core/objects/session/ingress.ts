import type { Ingress } from 'kubernetes-types/networking/v1.js';

import { COMPONENT } from '../../resolve/labels.ts';
import { SESSION_PORT_NAME } from '../../resolve/manager/parts.ts';
import type { Resolved } from '../../resolve/resolved.ts';
import { metadata } from '../metadata.ts';

/** Returns the Ingress in front of the session server. */
export function sessionIngress(resolved: Resolved): Ingress | undefined {
  const options = resolved.spec.sessionServer.ingress;
  if (!resolved.spec.sessionServer.enabled || !options.enabled) return undefined;
  const { serviceName } = resolved.sessions;
  const backend = { service: { name: serviceName, port: { name: SESSION_PORT_NAME } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: metadata(resolved, serviceName, {
      namespace: resolved.metadata.namespace,
      labels: { ...options.labels, [COMPONENT]: 'session' },
      annotations: options.annotations,
    }),
    spec: {
      ...(options.className !== undefined && { ingressClassName: options.className }),
      ...(options.tls && { tls: options.tls }),
      rules: [
        {
          ...(options.host !== undefined && { host: options.host }),
          http: { paths: [{ path: '/', pathType: 'Prefix', backend }] },
        },
      ],
    },
  };
}
