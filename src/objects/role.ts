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

/** Returns the Role of the manager in one job namespace. */
export function role(resolved: Resolved, namespace: JobNamespace): Role | undefined {
  const rules = roleRules(resolved, namespace);
  if (!resolved.spec.rbac.create || rules.length === 0) return undefined;
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: metadata(resolved, resolved.metadata.name, { namespace: namespace.name }),
    rules,
  };
}

/** Returns the name of the ClusterRole and its binding: cluster-wide, so it holds the namespace too. */
export function clusterRoleName({ metadata }: Resolved): string {
  return `${metadata.namespace}-${metadata.name}`;
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
    metadata: metadata(resolved, clusterRoleName(resolved), {}),
    rules,
  };
}
