import type { ServiceAccount } from 'kubernetes-types/core/v1.js';

import type { Resolved } from '../../resolve/resolved.ts';
import { metadata } from '../metadata.ts';

/** Returns the ServiceAccount of the manager. Its token is mounted only in a pod that asks for it. */
export function managerServiceAccount(resolved: Resolved): ServiceAccount | undefined {
  const { create, labels, annotations, imagePullSecrets } = resolved.spec.serviceAccount;
  if (!create) return undefined;
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metadata(resolved, resolved.manager.serviceAccount, {
      namespace: resolved.metadata.namespace,
      labels,
      annotations,
    }),
    automountServiceAccountToken: false,
    ...(imagePullSecrets && { imagePullSecrets }),
  };
}
