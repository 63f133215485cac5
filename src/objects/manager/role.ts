import type { ClusterRole, Role } from 'kubernetes-types/rbac/v1.js';

import { policyRules } from '../../rbac/permissions.ts';
import type { JobNamespace } from '../../resolve/job-namespaces.ts';
import type { Resolved } from '../../resolve/resolved.ts';
import type { Whole } from '../kubernetes-object.ts';
import { metadata } from '../metadata.ts';

/**
 * Returns a name that no manager of another namespace has: for what stands where several of them meet. No namespace
 * holds the colon, which names of RBAC objects may.
 */
function nameAmongManagers(resolved: Resolved): string {
  return `${resolved.metadata.namespace}:${resolved.metadata.name}`;
}

/** Returns the Role of the manager in one job namespace. */
export function role(
  resolved: Resolved,
  { name: namespace, isManagers, permissions }: JobNamespace,
): Whole<Role> | undefined {
  const rules = [...policyRules(permissions), ...(resolved.spec.rbac.extraRules ?? [])];
  if (!resolved.spec.rbac.create || rules.length === 0) return undefined;
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: metadata(resolved, isManagers ? resolved.metadata.name : nameAmongManagers(resolved), {
      namespace,
    }),
    rules,
  };
}

/** Returns the ClusterRole of the manager, where a setting cannot work without one or the document asks for it. */
export function clusterRole(resolved: Resolved): Whole<ClusterRole> | undefined {
  const rules = [
    ...policyRules(resolved.clusterPermissions),
    ...(resolved.spec.rbac.extraClusterRules ?? []),
  ];
  if (!resolved.spec.rbac.create || rules.length === 0) return undefined;
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: metadata(resolved, nameAmongManagers(resolved), {}),
    rules,
  };
}
