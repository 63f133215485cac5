import type { PolicyRule } from 'kubernetes-types/rbac/v1.js';

import type { RunnerSection } from '../config-toml/sections.ts';
import type { ResolvedSpec } from '../generated/resolved-types.ts';
import { sectionsPerJob } from '../resolve/job-namespaces.ts';
import type { Resolved } from '../resolve/resolve.ts';
import { sessionPort } from '../resolve/session.ts';
import { clusterGrants, documentedGrants, type Grant, namespacedGrants } from './grants.ts';

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
  resolved: Resolved,
  namespace: string,
  sections: readonly RunnerSection[],
): Permission[] {
  return needed(jobGrants(resolved.spec), sections, resolved).map((permission) => ({
    namespace,
    ...permission,
  }));
}

/** Returns what the settings of the document let the manager do on the whole cluster: only what no Role can grant. */
export function clusterPermissions(resolved: Resolved): Permission[] {
  const { spec, model } = resolved;
  const local = Object.values(model.runners).filter(({ kubernetes }) => !kubernetes.host);
  return [
    ...needed(jobGrants(spec), sectionsPerJob(model), resolved),
    ...needed(clusterGrants, local, resolved),
  ];
}

function jobGrants({ rbac }: ResolvedSpec): readonly Grant[] {
  return rbac.permissions === 'documented' ? documentedGrants : namespacedGrants;
}

function needed(
  grants: readonly Grant[],
  sections: readonly RunnerSection[],
  { document, spec }: Resolved,
): Permission[] {
  const facts = { version: spec.version, servesSessions: sessionPort(document) !== undefined };
  return grants
    .filter(({ isNeeded }) => sections.some((section) => isNeeded(section, facts)))
    .map(({ apiGroup, resource, verbs, because }) => ({ apiGroup, resource, verbs, because }));
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

/** Returns the rules as permissions, with one reason for all: one for each group and resource. */
export function rulesAsPermissions(rules: readonly PolicyRule[], because: string): Permission[] {
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
