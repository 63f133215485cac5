import type { CheckedPodSecurity } from '../generated/checked-types.ts';
import type { Labels } from '../resolve/labels.ts';
import type { PodSecurityLevel } from '../resolve/pod-security.ts';

type PodSecurity = Partial<CheckedPodSecurity> & { readonly enforce: PodSecurityLevel };

/** Returns the labels of a Namespace that make the cluster hold its pods to a level. */
export function podSecurityLabels(options: PodSecurity): Labels {
  const { enforce, audit = enforce, warn = enforce, version = 'latest' } = options;
  return {
    'pod-security.kubernetes.io/enforce': enforce,
    'pod-security.kubernetes.io/enforce-version': version,
    'pod-security.kubernetes.io/audit': audit,
    'pod-security.kubernetes.io/audit-version': version,
    'pod-security.kubernetes.io/warn': warn,
    'pod-security.kubernetes.io/warn-version': version,
  };
}
