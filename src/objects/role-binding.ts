import type { ClusterRoleBinding, RoleBinding, Subject } from 'kubernetes-types/rbac/v1.js';

import type { JobNamespace } from '../resolve/job-namespaces.ts';
import type { Resolved } from '../resolve/resolve.ts';
import { serviceAccountName } from '../resolve/service-accounts.ts';
import { metadata } from './metadata.ts';
import { clusterRole, nameAmongManagers, role, roleName } from './role.ts';

/** Returns the binding of the manager's Role in one job namespace. */
export function roleBinding(resolved: Resolved, namespace: JobNamespace): RoleBinding | undefined {
  if (!role(resolved, namespace)) return undefined;
  const name = roleName(resolved, namespace);
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: metadata(resolved, name, { namespace: namespace.name }),
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
    subjects: [subject(resolved)],
  };
}

/** Returns the binding of the manager's ClusterRole. */
export function clusterRoleBinding(resolved: Resolved): ClusterRoleBinding | undefined {
  if (!clusterRole(resolved)) return undefined;
  const name = nameAmongManagers(resolved);
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: metadata(resolved, name, {}),
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
    subjects: [subject(resolved)],
  };
}

function subject(resolved: Resolved): Subject {
  return {
    kind: 'ServiceAccount',
    name: serviceAccountName(resolved),
    namespace: resolved.metadata.namespace,
  };
}
