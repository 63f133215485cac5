import type { ServiceAccount } from 'kubernetes-types/core/v1.js';

import type { JobNamespace } from '../resolve/job-namespaces.ts';
import type { Resolved } from '../resolve/resolve.ts';
import { jobServiceAccountName, serviceAccountName } from '../resolve/service-accounts.ts';
import { metadata } from './metadata.ts';

/** Returns the ServiceAccount of the manager. Its token is mounted by the pod that asks for it, and by no other. */
export function managerServiceAccount(resolved: Resolved): ServiceAccount | undefined {
  const { create, labels, annotations, imagePullSecrets } = resolved.spec.serviceAccount;
  if (!create) return undefined;
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metadata(resolved, serviceAccountName(resolved), {
      namespace: resolved.metadata.namespace,
      labels,
      annotations,
    }),
    automountServiceAccountToken: false,
    ...(imagePullSecrets && { imagePullSecrets }),
  };
}

/** Returns the ServiceAccount of job pods in one namespace. No Role is bound to it. */
export function jobServiceAccount(
  resolved: Resolved,
  { name: namespace }: JobNamespace,
): ServiceAccount | undefined {
  const { create, annotations, imagePullSecrets } = resolved.spec.jobs.serviceAccount;
  if (!create) return undefined;
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metadata(resolved, jobServiceAccountName(resolved), { namespace, annotations }),
    automountServiceAccountToken: false,
    ...(imagePullSecrets && { imagePullSecrets }),
  };
}
