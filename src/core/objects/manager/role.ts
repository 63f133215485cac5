import type { ClusterRole, Role } from 'kubernetes-types/rbac/v1.js';

import type { JobNamespace } from '../../resolve/job-namespaces.ts';
import type { Resolved } from '../../resolve/resolved.ts';
import type { Whole } from '../kubernetes-object.ts';
import { metadata } from '../metadata.ts';

/** Returns the Role of the manager in one job namespace. */
export function role(resolved: Resolved, { name: namespace, role }: JobNamespace): Whole<Role> | undefined {
  if (role === undefined) return undefined;
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: metadata(resolved, role.name, { namespace }),
    rules: [...role.rules],
  };
}

/** Returns the ClusterRole of the manager. */
export function clusterRole(resolved: Resolved): Whole<ClusterRole> | undefined {
  if (resolved.clusterRole === undefined) return undefined;
  const { name, rules } = resolved.clusterRole;
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: metadata(resolved, name, {}),
    rules: [...rules],
  };
}
