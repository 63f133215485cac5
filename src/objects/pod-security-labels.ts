import type { CheckedPodSecurity } from '../generated/checked-types.ts';
import type { Labels } from '../resolve/labels.ts';
import type { PodSecurityLevel } from '../resolve/pod-security.ts';

/** Returns the labels of a Namespace that make the cluster hold its pods to a level, or to what the document says. */
export function podSecurityLabels(level: PodSecurityLevel, options: CheckedPodSecurity | undefined): Labels {
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
