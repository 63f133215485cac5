import type { ServiceAccount } from 'kubernetes-types/core/v1.js';

import type { JobNamespace } from '../../resolve/job-namespaces.ts';
import type { Resolved } from '../../resolve/resolved.ts';
import { metadata } from '../metadata.ts';

/** Returns the ServiceAccount of job pods in one namespace. No Role is bound to it. */
export function jobServiceAccount(
  resolved: Resolved,
  { name: namespace }: JobNamespace,
): ServiceAccount | undefined {
  const { annotations, imagePullSecrets } = resolved.spec.jobs.serviceAccount;
  if (resolved.jobServiceAccount === undefined) return undefined;
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metadata(resolved, resolved.jobServiceAccount, { namespace, annotations }),
    automountServiceAccountToken: false,
    ...(imagePullSecrets && { imagePullSecrets }),
  };
}
