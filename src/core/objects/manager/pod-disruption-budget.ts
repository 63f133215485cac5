import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1.js';

import type { Resolved } from '../../resolve/resolved.ts';
import { metadata } from '../metadata.ts';

/** Returns the PodDisruptionBudget of the manager. */
export function podDisruptionBudget(resolved: Resolved): PodDisruptionBudget | undefined {
  const { enabled, minAvailable, maxUnavailable = 1, ...options } = resolved.spec.podDisruptionBudget;
  if (!enabled) return undefined;
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadata(resolved, resolved.metadata.name, {
      namespace: resolved.metadata.namespace,
      annotations: options.annotations,
    }),
    spec: {
      ...(minAvailable === undefined ? { maxUnavailable } : { minAvailable }),
      unhealthyPodEvictionPolicy: options.unhealthyPodEvictionPolicy,
      selector: { matchLabels: resolved.selector },
    },
  };
}
