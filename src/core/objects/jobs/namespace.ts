import type { Namespace } from 'kubernetes-types/core/v1.js';

import type { JobNamespace } from '../../resolve/job-namespaces.ts';
import type { Resolved } from '../../resolve/resolved.ts';
import { metadata } from '../metadata.ts';
import { podSecurityLabels } from '../pod-security-labels.ts';

/** Returns the Namespace of job pods, unless it is the manager's. */
export function jobNamespace(
  resolved: Resolved,
  { name, isManagers, options, podSecurityLevel }: JobNamespace,
): Namespace | undefined {
  if (isManagers || !options.create) return undefined;
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: metadata(resolved, name, {
      labels: {
        ...podSecurityLabels({ enforce: podSecurityLevel, ...options.podSecurity }),
        ...options.labels,
      },
      annotations: options.annotations,
    }),
  };
}
