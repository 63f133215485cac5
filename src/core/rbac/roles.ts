import type { PolicyRule } from 'kubernetes-types/rbac/v1.js';

import type { CheckedGitLabRunner } from '../generated/checked-types.ts';
import type { Permission } from './permissions.ts';

/** What a Role or ClusterRole of the manager is called, and what it grants. */
export interface ManagerRole {
  readonly name: string;
  readonly rules: readonly PolicyRule[];
}

type Document = Pick<CheckedGitLabRunner, 'metadata' | 'spec'>;

/** Returns the Role of the manager in one job namespace, where it grants anything. */
export function namespaceRole(
  document: Document,
  namespace: string,
  permissions: readonly Permission[],
): ManagerRole | undefined {
  const { metadata, spec } = document;
  const name = namespace === metadata.namespace ? metadata.name : nameAmongManagers(document);
  return managerRole(document, name, [...policyRules(permissions), ...(spec.rbac.extraRules ?? [])]);
}

/** Returns the ClusterRole of the manager, where a setting cannot work without one or the document asks for it. */
export function clusterRole(document: Document, permissions: readonly Permission[]): ManagerRole | undefined {
  const { extraClusterRules = [] } = document.spec.rbac;
  return managerRole(document, nameAmongManagers(document), [
    ...policyRules(permissions),
    ...extraClusterRules,
  ]);
}

function managerRole(document: Document, name: string, rules: PolicyRule[]): ManagerRole | undefined {
  return document.spec.rbac.create && rules.length > 0 ? { name, rules } : undefined;
}

/**
 * Returns a name that no manager of another namespace has: for an object where several of them meet. No namespace
 * name has a colon, which names of RBAC objects may have.
 */
function nameAmongManagers({ metadata }: Document): string {
  return `${metadata.namespace}:${metadata.name}`;
}

/** Returns the permissions as the rules of a Role: one rule for each resource. */
function policyRules(permissions: readonly Permission[]): PolicyRule[] {
  const rules = new Map<string, PolicyRule>();
  for (const { apiGroup, resource, verbs } of permissions) {
    const key = `${apiGroup}/${resource}`;
    const rule = rules.get(key) ?? { apiGroups: [apiGroup], resources: [resource], verbs: [] };
    for (const verb of verbs) if (!rule.verbs.includes(verb)) rule.verbs.push(verb);
    rules.set(key, rule);
  }
  for (const { verbs } of rules.values()) verbs.sort();
  return [...rules.values()];
}
