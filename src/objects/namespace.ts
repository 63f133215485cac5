import type { Namespace, PodTemplateSpec } from 'kubernetes-types/core/v1.js';

import type { ResolvedPodSecurity } from '../generated/resolved-types.ts';
import type { JobNamespace } from '../resolve/job-namespaces.ts';
import { jobPods } from '../resolve/job-pods.ts';
import type { Labels } from '../resolve/labels.ts';
import { commonPodSecurityLevel, type PodSecurityLevel } from '../resolve/pod-security.ts';
import type { Resolved } from '../resolve/resolve.ts';
import { metadata } from './metadata.ts';

/** Returns the Namespace in which the manager's pod runs. */
export function managerNamespace(resolved: Resolved, manager: PodTemplateSpec): Namespace | undefined {
  const { namespace: options } = resolved.spec;
  if (!options.create) return undefined;
  const jobs = resolved.jobNamespaces.find(({ isManagers }) => isManagers);
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: metadata(resolved, resolved.metadata.namespace, {
      labels: {
        ...podSecurityLabels(
          managerNamespaceLevel(resolved, manager),
          options.podSecurity ?? jobs?.options.podSecurity,
        ),
        ...jobs?.options.labels,
        ...options.labels,
      },
      annotations: { ...jobs?.options.annotations, ...options.annotations },
    }),
  };
}

/** Returns the Namespace of job pods, unless it is the manager's. */
export function jobNamespace(resolved: Resolved, namespace: JobNamespace): Namespace | undefined {
  const { name, isManagers, options } = namespace;
  if (isManagers || !options.create) return undefined;
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: metadata(resolved, name, {
      labels: { ...podSecurityLabels(jobNamespaceLevel(namespace), options.podSecurity), ...options.labels },
      annotations: options.annotations,
    }),
  };
}

/** Returns the strictest Pod Security level that admits the manager, and the jobs that run beside it. */
export function managerNamespaceLevel(resolved: Resolved, manager: PodTemplateSpec): PodSecurityLevel {
  const jobs = resolved.jobNamespaces.find(({ isManagers }) => isManagers);
  return commonPodSecurityLevel([manager, ...(jobs?.sections ?? []).flatMap(jobPods)]);
}

/** Returns the strictest Pod Security level that admits the jobs of a namespace. */
export function jobNamespaceLevel({ sections }: JobNamespace): PodSecurityLevel {
  return commonPodSecurityLevel(sections.flatMap(jobPods));
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
