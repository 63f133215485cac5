import type { PolicyRule } from 'kubernetes-types/rbac/v1.js';

import { isMapping } from '../../data/is-mapping.ts';
import type { RenderedDraft } from '../document/rendered.ts';
import type { Remark, Setting } from '../draft.ts';
import { at, type Found, nameOf, type Objects } from './objects.ts';

/** What an account may do. */
interface Grants {
  /** The binding that gives it. */
  readonly binding: Found;
  /** The Role or ClusterRole; nothing where it is not among the inputs. */
  readonly role: Found | undefined;
  readonly rules: readonly PolicyRule[];
  readonly isWide: boolean;
}

/** Returns the bindings of an account, with what they grant. */
export function grantsTo(
  account: string | undefined,
  namespace: string | undefined,
  objects: Objects,
): readonly Grants[] {
  const isSubject = (subject: unknown): boolean =>
    isMapping(subject) &&
    subject.kind === 'ServiceAccount' &&
    subject.name === (account ?? 'default') &&
    (namespace === undefined || subject.namespace === undefined || subject.namespace === namespace);
  return [...objects.of('RoleBinding'), ...objects.of('ClusterRoleBinding')].flatMap((binding) => {
    const subjects = at(binding, 'subjects');
    const reference = at(binding, 'roleRef');
    if (!Array.isArray(subjects) || !subjects.some(isSubject) || !isMapping(reference)) return [];
    const role = objects.find(
      String(reference.kind),
      reference.kind === 'Role' ? binding.namespace : undefined,
      String(reference.name),
    );
    const rules = role && at(role, 'rules');
    return [
      {
        binding,
        role,
        rules: (Array.isArray(rules) ? rules.filter(isMapping) : []) as unknown as PolicyRule[],
        isWide: binding.kind === 'ClusterRoleBinding',
      },
    ];
  });
}

/**
 * Returns the settings for what an account may do beyond what the document grants by itself, and what is left out of it:
 * `*` is never taken over.
 */
export function permissionSettings(
  grants: readonly Grants[],
  draft: RenderedDraft | undefined,
): { readonly settings: readonly Setting[]; readonly remarks: readonly Remark[] } {
  const rulesOf = (isWide: boolean): readonly PolicyRule[] =>
    draft === undefined
      ? []
      : isWide
        ? (draft.resolved.clusterRole?.rules ?? [])
        : draft.resolved.jobNamespaces.flatMap(({ role }) => role?.rules ?? []);
  const granted = new Set([...atoms(rulesOf(false)), ...atoms(rulesOf(true))]);
  const remarks: Remark[] = [];
  const settings = [false, true].flatMap((isWide): readonly Setting[] => {
    const own = grants.filter((one) => one.isWide === isWide);
    const extra = own.flatMap(({ rules }) => rules.flatMap((rule) => beyond(rule, granted)));
    const from = (own.find(({ role }) => role !== undefined)?.role ?? own[0]?.binding)?.data.at(['rules']);
    const path = ['spec', 'rbac', isWide ? 'extraClusterRules' : 'extraRules'];
    return extra.length === 0 ? [] : [{ path, value: distinct(extra), from }];
  });
  for (const { binding, role, rules, isWide } of grants) {
    const subject = nameOf(role ?? binding);
    const where = isWide ? ' in every namespace' : '';
    const remark = (text: string): void => {
      remarks.push({ kind: 'surplus', from: (role ?? binding).data.at(['rules']), subject, text });
    };
    if (role === undefined) {
      const { kind, name } = at(binding, 'roleRef') as { kind: string; name: string };
      remark(
        `It grants ${kind}/${name}${where}, which is not among the inputs: the document grants what its settings need.`,
      );
      continue;
    }
    const wild = rules.filter((rule) => isWild(rule)).map((rule) => described(rule));
    const kept = rules.flatMap((rule) => beyond(rule, granted)).map((rule) => described(rule));
    if (wild.length > 0)
      remark(`It grants ${list(wild)}${where}. The document grants what its settings need, and never all.`);
    else if (isWide) remark('It holds in every namespace. The document grants it where jobs run.');
    if (kept.length > 0)
      remark(
        `The runner itself does not need ${list(kept)}: it is kept, for jobs that run with the account.`,
      );
  }
  return { settings, remarks };
}

function isWild({ apiGroups = [], resources = [], verbs, nonResourceURLs = [] }: PolicyRule): boolean {
  return [...apiGroups, ...resources, ...verbs, ...nonResourceURLs].some((one) => one.includes('*'));
}

/** A rule without what is granted already, and without what grants all; one for each resource. */
function beyond(rule: PolicyRule, granted: ReadonlySet<string>): readonly PolicyRule[] {
  if (isWild(rule)) return [];
  const { apiGroups = [], resources = [], resourceNames, nonResourceURLs, verbs } = rule;
  if (nonResourceURLs !== undefined) return [{ nonResourceURLs, verbs }];
  return apiGroups.flatMap((apiGroup) =>
    resources.flatMap((resource): readonly PolicyRule[] => {
      const more = verbs.filter((verb) => !granted.has(`${apiGroup}/${resource} ${verb}`));
      if (more.length === 0) return [];
      return [
        {
          apiGroups: [apiGroup],
          resources: [resource],
          ...(resourceNames && { resourceNames }),
          verbs: more,
        },
      ];
    }),
  );
}

function atoms(rules: readonly PolicyRule[]): readonly string[] {
  return rules
    .filter(({ resourceNames }) => resourceNames === undefined)
    .flatMap(({ apiGroups = [], resources = [], verbs }) =>
      apiGroups.flatMap((group) =>
        resources.flatMap((resource) => verbs.map((verb) => `${group}/${resource} ${verb}`)),
      ),
    );
}

function distinct(rules: readonly PolicyRule[]): readonly PolicyRule[] {
  return [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()];
}

function described({ apiGroups = [], resources = [], nonResourceURLs = [], verbs }: PolicyRule): string {
  const what = [...resources, ...nonResourceURLs].map((one) => (one === '*' ? 'all resources' : one));
  const groups = apiGroups
    .filter((group) => group !== '')
    .map((group) => (group === '*' ? 'all groups' : group));
  const how = verbs.includes('*') ? 'every verb' : verbs.join(', ');
  return `${how} on ${what.join(', ')}${groups.length > 0 ? ` of ${groups.join(', ')}` : ''}`;
}

function list(parts: readonly string[]): string {
  return parts.join('; ');
}
