import type { CheckedPodSecurity } from '../generated/checked-types.ts';
import type { Labels } from '../resolve/labels.ts';
import type { PodSecurityLevel } from '../resolve/pod-security.ts';

type PodSecurity = Partial<CheckedPodSecurity> & { readonly enforce: PodSecurityLevel };

/** Returns the labels of a Namespace that make the cluster hold its pods to a level. */
export function podSecurityLabels(options: PodSecurity): Labels {
  const { enforce, audit = enforce, warn = enforce, version = 'latest' } = options;
  const prefix = 'pod-security.kubernetes.io';
  return {
    [`${prefix}/enforce`]: enforce,
    [`${prefix}/enforce-version`]: version,
    [`${prefix}/audit`]: audit,
    [`${prefix}/audit-version`]: version,
    [`${prefix}/warn`]: warn,
    [`${prefix}/warn-version`]: version,
  };
}
