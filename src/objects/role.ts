import type { ClusterRole, PolicyRule, Role } from 'kubernetes-types/rbac/v1.js';

import { clusterPermissions, namespacePermissions, policyRules } from '../rbac/permissions.ts';
import type { JobNamespace } from '../resolve/job-namespaces.ts';
import type { Resolved } from '../resolve/resolve.ts';
import { metadata } from './metadata.ts';

/** Returns the rules that the manager has in one job namespace. */
export function roleRules(resolved: Resolved, { name, sections }: JobNamespace): PolicyRule[] {
  return [
    ...policyRules(namespacePermissions(resolved, name, sections)),
    ...(resolved.spec.rbac.extraRules ?? []),
  ];
}

/** Returns the name of the manager's Role in one job namespace, and of its binding. */
export function roleName(resolved: Resolved, { isManagers }: JobNamespace): string {
  return isManagers ? resolved.metadata.name : nameAmongManagers(resolved);
}

/**
 * Returns a name that no manager of another namespace has: for what stands where several of them meet. No namespace
 * holds the colon, which names of RBAC objects may.
 */
export function nameAmongManagers({ metadata }: Resolved): string {
  return `${metadata.namespace}:${metadata.name}`;
}

/** Returns the Role of the manager in one job namespace. */
export function role(resolved: Resolved, namespace: JobNamespace): Role | undefined {
  const rules = roleRules(resolved, namespace);
  if (!resolved.spec.rbac.create || rules.length === 0) return undefined;
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: metadata(resolved, roleName(resolved, namespace), { namespace: namespace.name }),
    rules,
  };
}

/** Returns the ClusterRole of the manager, where a setting cannot work without one or the document asks for it. */
export function clusterRole(resolved: Resolved): ClusterRole | undefined {
  const rules = [
    ...policyRules(clusterPermissions(resolved)),
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
