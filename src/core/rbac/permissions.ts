import type { PolicyRule } from 'kubernetes-types/rbac/v1.js';

import type { RunnerSection } from '../config-toml/sections.ts';
import type { CheckedSpec } from '../generated/checked-types.ts';
import { clusterGrants, documentedGrants, type Grant, namespacedGrants, neededGrants } from './grants.ts';

/** Verbs that the manager gets, where and why. */
export interface Permission {
  /** Namespace in which the verbs hold; left out for the whole cluster. */
  readonly namespace?: string;
  readonly apiGroup: string;
  /** Resource in the plural, with its subresource: `pods/exec`. For a URL that is not a resource, its path. */
  readonly resource: string;
  readonly verbs: readonly string[];
  /** Completes "needed because …". */
  readonly because: string;
}

/** What permissions depend on: of a runner entry, and of the resolved document around it. */
interface Runner {
  readonly section: RunnerSection;
  readonly jobsIn: 'given namespaces' | 'their own namespaces' | 'another cluster';
}
interface Manager {
  readonly spec: CheckedSpec;
  readonly sessions: { readonly port: number | undefined };
}

/** Returns what the settings of the document let the manager do in one job namespace. */
export function namespacePermissions(
  resolved: Manager,
  namespace: string,
  runners: readonly Runner[],
): Permission[] {
  return needed(resolved, jobGrants(resolved), runners).map((permission) => ({ namespace, ...permission }));
}

/** Returns what the settings of the document let the manager do on the whole cluster: only what no Role can grant. */
export function clusterPermissions(
  resolved: Manager & { readonly runners: readonly Runner[] },
): Permission[] {
  const local = resolved.runners.filter(({ jobsIn }) => jobsIn !== 'another cluster');
  const perJob = local.filter(({ jobsIn }) => jobsIn === 'their own namespaces');
  return [...needed(resolved, jobGrants(resolved), perJob), ...needed(resolved, clusterGrants, local)];
}

function jobGrants({ spec }: Manager): readonly Grant[] {
  return spec.rbac.permissions === 'documented' ? documentedGrants : namespacedGrants;
}

function needed(resolved: Manager, grants: readonly Grant[], runners: readonly Runner[]): Permission[] {
  const { spec, sessions } = resolved;
  const facts = { version: spec.version, servesSessions: sessions.port !== undefined };
  const sections = runners.map(({ section }) => section);
  return neededGrants(grants, sections, facts).map(({ apiGroup, resource, verbs, because }) => ({
    apiGroup,
    resource,
    verbs,
    because,
  }));
}

/** What is granted, of a resolved document. */
interface Granted {
  readonly spec: CheckedSpec;
  readonly jobNamespaces: readonly { readonly name: string; readonly permissions: readonly Permission[] }[];
  readonly clusterPermissions: readonly Permission[];
}

/** Returns what the rendered Roles let the manager do: the job namespaces by name, then the cluster. */
export function listedPermissions(resolved: Granted): Permission[] {
  const { spec, jobNamespaces, clusterPermissions } = resolved;
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
