import type { Namespace } from 'kubernetes-types/core/v1.js';

import type { Resolved } from '../../resolve/resolved.ts';
import { metadata } from '../metadata.ts';
import { podSecurityLabels } from '../pod-security-labels.ts';

/** Returns the Namespace in which the manager's pod runs. */
export function managerNamespace(resolved: Resolved): Namespace | undefined {
  const options = resolved.spec.namespace;
  if (!options.create) return undefined;
  const jobs = resolved.jobNamespaces.find(({ isManagers }) => isManagers)?.options;
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: metadata(resolved, resolved.metadata.namespace, {
      labels: {
        ...podSecurityLabels({
          enforce: resolved.manager.podSecurityLevel,
          ...(options.podSecurity ?? jobs?.podSecurity),
        }),
        ...jobs?.labels,
        ...options.labels,
      },
      annotations: { ...jobs?.annotations, ...options.annotations },
    }),
  };
}
