import type { ClusterRoleBinding, RoleBinding, Subject } from 'kubernetes-types/rbac/v1.js';

import type { JobNamespace } from '../../resolve/job-namespaces.ts';
import type { Resolved } from '../../resolve/resolved.ts';
import { metadata } from '../metadata.ts';

/** Returns the binding of the manager to its Role in one job namespace, under the Role's own name. */
export function roleBinding(
  resolved: Resolved,
  { name: namespace, role }: JobNamespace,
): RoleBinding | undefined {
  if (role === undefined) return undefined;
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: metadata(resolved, role.name, { namespace }),
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: role.name },
    subjects: [subject(resolved)],
  };
}

/** Returns the binding of the manager to its ClusterRole, under the ClusterRole's own name. */
export function clusterRoleBinding(resolved: Resolved): ClusterRoleBinding | undefined {
  if (resolved.clusterRole === undefined) return undefined;
  const { name } = resolved.clusterRole;
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: metadata(resolved, name, {}),
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
    subjects: [subject(resolved)],
  };
}

function subject(resolved: Resolved): Subject {
  const { metadata, manager } = resolved;
  return {
    kind: 'ServiceAccount',
    name: manager.serviceAccount,
    namespace: metadata.namespace,
  };
}
