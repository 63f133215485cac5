import type { PolicyRule } from 'kubernetes-types/rbac/v1.js';

import type { RunnerSection } from '../config-toml/sections.ts';
import type { ResolvedSpec } from '../generated/resolved-types.ts';
import {
  clusterGrants,
  documentedGrants,
  type Grant,
  type ManagerFacts,
  namespacedGrants,
} from './grants.ts';

export type { ManagerFacts } from './grants.ts';

/** A runner entry, as far as permissions depend on it. */
interface Runner {
  readonly section: RunnerSection;
}

/** Verbs that the manager gets, where and why. */
export interface Permission {
  /** Namespace in which the verbs hold; left out for the whole cluster. */
  readonly namespace?: string;
  readonly apiGroup: string;
  /** Resource in the plural, with its subresource: `pods/exec`. For a URL that is no resource, its path. */
  readonly resource: string;
  readonly verbs: readonly string[];
  /** Completes "needed because …". */
  readonly because: string;
}

/** Returns what the settings of the document let the manager do in one job namespace. */
export function namespacePermissions(
  namespace: string,
  runners: readonly Runner[],
  facts: ManagerFacts,
): Permission[] {
  return needed(jobGrants(facts), runners, facts).map((permission) => ({ namespace, ...permission }));
}

/** Returns what the settings of the document let the manager do on the whole cluster: only what no Role can grant. */
export function clusterPermissions(runners: readonly Runner[], facts: ManagerFacts): Permission[] {
  const local = runners.filter(({ section: { kubernetes } }) => !kubernetes.host);
  const perJob = local.filter(({ section: { kubernetes } }) => kubernetes.namespace_per_job === true);
  return [...needed(jobGrants(facts), perJob, facts), ...needed(clusterGrants, local, facts)];
}

function jobGrants({ permissions }: ManagerFacts): readonly Grant[] {
  return permissions === 'documented' ? documentedGrants : namespacedGrants;
}

function needed(grants: readonly Grant[], runners: readonly Runner[], facts: ManagerFacts): Permission[] {
  return grants
    .filter(({ isNeeded }) => runners.some(({ section }) => isNeeded(section, facts)))
    .map(({ apiGroup, resource, verbs, because }) => ({ apiGroup, resource, verbs, because }));
}

/** What is read of a resolved document to list its permissions. */
interface Granted {
  readonly spec: Pick<ResolvedSpec, 'rbac'>;
  readonly jobNamespaces: readonly { readonly name: string; readonly permissions: readonly Permission[] }[];
  readonly clusterPermissions: readonly Permission[];
}

/** Returns what the rendered Roles let the manager do: the job namespaces by name, then the cluster. */
export function listedPermissions({ spec, jobNamespaces, clusterPermissions }: Granted): Permission[] {
  const { create, extraRules = [], extraClusterRules = [] } = spec.rbac;
  if (!create) return [];
  const extra = rulesAsPermissions(extraRules, 'spec.rbac.extraRules asks for it');
  return [
    ...jobNamespaces.flatMap(({ name: namespace, permissions }) => [
      ...permissions,
      ...extra.map((permission) => ({ namespace, ...permission })),
    ]),
    ...clusterPermissions,
    ...rulesAsPermissions(extraClusterRules, 'spec.rbac.extraClusterRules asks for it'),
  ];
}

/** Returns the permissions as the rules of a Role: one rule for each resource. */
export function policyRules(permissions: readonly Permission[]): PolicyRule[] {
  const rules = new Map<string, { apiGroup: string; resource: string; verbs: Set<string> }>();
  for (const { apiGroup, resource, verbs } of permissions) {
    const key = `${apiGroup}/${resource}`;
    const rule = rules.get(key) ?? { apiGroup, resource, verbs: new Set() };
    for (const verb of verbs) rule.verbs.add(verb);
    rules.set(key, rule);
  }
  return [...rules.values()].map(({ apiGroup, resource, verbs }) => ({
    apiGroups: [apiGroup],
    resources: [resource],
    verbs: [...verbs].sort(),
  }));
}

/** The rules as permissions, with one reason for all: one for each group and resource. */
function rulesAsPermissions(rules: readonly PolicyRule[], because: string): Permission[] {
  return rules.flatMap(({ apiGroups = [], resources = [], nonResourceURLs = [], resourceNames, verbs }) => {
    const only = resourceNames ? ` (only ${resourceNames.join(', ')})` : '';
    return [
      ...apiGroups.flatMap((apiGroup) =>
        resources.map((resource) => ({ apiGroup, resource, verbs, because: `${because}${only}` })),
      ),
      ...nonResourceURLs.map((resource) => ({ apiGroup: '', resource, verbs, because })),
    ];
  });
}
