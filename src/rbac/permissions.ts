import type { PolicyRule } from 'kubernetes-types/rbac/v1.js';

import type { RunnerSection } from '../config-toml/model.ts';
import { sectionsPerJob } from '../resolve/job-namespaces.ts';
import type { Resolved } from '../resolve/resolve.ts';
import { clusterGrants, documentedGrants, type Grant, namespacedGrants } from './grants.ts';

/** Verbs that the manager gets, where and why. */
export interface Permission {
  /** Namespace in which the verbs hold; `undefined` for the whole cluster. */
  readonly namespace?: string;
  readonly apiGroup: string;
  readonly resource: string;
  readonly verbs: readonly string[];
  readonly because: string;
}

/** Returns what the manager may do in one job namespace. `extraRules` are not among it. */
export function namespacePermissions(
  { spec }: Resolved,
  namespace: string,
  sections: readonly RunnerSection[],
): Permission[] {
  const grants = spec.rbac.permissions === 'documented' ? documentedGrants : namespacedGrants;
  return needed(grants, sections, spec.sessionServer.enabled).map((grant) => ({ namespace, ...grant }));
}

/** Returns what the manager may do on the whole cluster: only what no Role can grant. */
export function clusterPermissions({ spec, model }: Resolved): Permission[] {
  const servesSessions = spec.sessionServer.enabled;
  const local = Object.values(model.runners).filter(({ kubernetes }) => !kubernetes.host);
  return [
    ...needed(namespacedGrants, sectionsPerJob(model), servesSessions),
    ...needed(clusterGrants, local, servesSessions),
  ];
}

function needed(
  grants: readonly Grant[],
  sections: readonly RunnerSection[],
  servesSessions: boolean,
): Permission[] {
  return grants
    .filter(({ isNeeded }) => sections.some((section) => isNeeded(section, { servesSessions })))
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
