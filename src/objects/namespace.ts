import type { Namespace } from 'kubernetes-types/core/v1.js';

import type { ResolvedPodSecurity } from '../generated/resolved-types.ts';
import type { JobNamespace } from '../resolve/job-namespaces.ts';
import type { Labels } from '../resolve/labels.ts';
import { type PodSecurityLevel, podSecurityLevel } from '../resolve/pod-security.ts';
import type { Resolved } from '../resolve/resolve.ts';
import { metadata } from './metadata.ts';

/** Returns the Namespace of the manager, whose Pod Security level fits the jobs that run in it as well. */
export function managerNamespace(resolved: Resolved): Namespace | undefined {
  const { namespace: options } = resolved.spec;
  if (!options.create) return undefined;
  const jobs = resolved.jobNamespaces.find(({ isManagers }) => isManagers);
  const level = podSecurityLevel(jobs?.sections ?? []);
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: metadata(resolved, resolved.metadata.namespace, {
      labels: {
        ...podSecurityLabels(level, options.podSecurity ?? jobs?.options.podSecurity),
        ...jobs?.options.labels,
        ...options.labels,
      },
      annotations: { ...jobs?.options.annotations, ...options.annotations },
    }),
  };
}

/** Returns the Namespace of job pods, unless it is the manager's. */
export function jobNamespace(
  resolved: Resolved,
  { name, isManagers, sections, options }: JobNamespace,
): Namespace | undefined {
  if (isManagers || !options.create) return undefined;
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: metadata(resolved, name, {
      labels: { ...podSecurityLabels(podSecurityLevel(sections), options.podSecurity), ...options.labels },
      annotations: options.annotations,
    }),
  };
}

function podSecurityLabels(level: PodSecurityLevel, options: ResolvedPodSecurity | undefined): Labels {
  const enforce = options?.enforce ?? level;
  const prefix = 'pod-security.kubernetes.io';
  const version = options?.version ?? 'latest';
  return {
    [`${prefix}/enforce`]: enforce,
    [`${prefix}/enforce-version`]: version,
    [`${prefix}/audit`]: options?.audit ?? enforce,
    [`${prefix}/audit-version`]: version,
    [`${prefix}/warn`]: options?.warn ?? enforce,
    [`${prefix}/warn-version`]: version,
  };
}
