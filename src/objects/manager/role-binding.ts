import type {
  ClusterRole,
  ClusterRoleBinding,
  Role,
  RoleBinding,
  Subject,
} from 'kubernetes-types/rbac/v1.js';

import type { Resolved } from '../../resolve/resolved.ts';
import type { Whole } from '../kubernetes-object.ts';
import { metadata } from '../metadata.ts';

/** Returns the binding of the manager to its Role, under the Role's own name. */
export function roleBinding(resolved: Resolved, { metadata: { name, namespace } }: Whole<Role>): RoleBinding {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: metadata(resolved, name, { namespace }),
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
    subjects: [subject(resolved)],
  };
}

/** Returns the binding of the manager to its ClusterRole, under the ClusterRole's own name. */
export function clusterRoleBinding(
  resolved: Resolved,
  { metadata: { name } }: Whole<ClusterRole>,
): ClusterRoleBinding {
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
