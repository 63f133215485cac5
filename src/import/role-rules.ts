import { isMapping } from '../core/data/is-mapping.ts';
import { listedPermissions } from '../core/rbac/permissions.ts';
import { renderedFrom } from './document/rendered.ts';
import type { Remark, Setting } from './draft.ts';
import type { Origin } from './read/located.ts';

/** What rules of an old Role add to the Role that is derived from the document. */
export interface Beyond {
  readonly settings: readonly Setting[];
  readonly remarks: readonly Remark[];
}

/** What stands for everything, and what grants all of a kind, such as `pods/*`. */
const ALL = '*';
const isAll = (text: string): boolean => text.includes(ALL);

/**
 * Returns what of the rules of an old Role goes beyond what the settings need: it is kept, but for `*`, and told.
 *
 * @param rules each with lists; what is left out of them stands for none.
 */
export function beyondDerived(
  rules: readonly unknown[],
  { settings, from, subject }: { settings: readonly Setting[]; from: Origin | undefined; subject: string },
  place: 'extraRules' | 'extraClusterRules' = 'extraRules',
): Beyond {
  const derived = derivedFrom(settings);
  const kept: object[] = [];
  const surplus: string[] = [];
  for (const rule of rules) {
    if (!isMapping(rule)) continue;
    const { apiGroups, resources, verbs: all, nonResourceURLs, ...names } = rule;
    const verbs = textsOf(all);
    const urls = textsOf(nonResourceURLs);
    if (urls.length > 0) {
      if ([...urls, ...verbs].some(isAll)) surplus.push(`${verbs.join(', ')} on ${urls.join(', ')}`);
      else kept.push({ nonResourceURLs: urls, verbs });
    }
    const byVerbs = new Map<string, string[]>();
    for (const group of apiGroups === undefined ? [''] : textsOf(apiGroups)) {
      for (const resource of textsOf(resources)) {
        const left = verbs.filter((verb) => isAll(verb) || !derived.has(`${group}/${resource}/${verb}`));
        if ([group, resource, ...left].some(isAll)) {
          surplus.push(
            `${left.join(', ')} on ${resource === ALL ? 'everything' : resource} of ${groupName(group)}`,
          );
        } else if (left.length > 0) {
          const key = JSON.stringify([group, left]);
          byVerbs.set(key, [...(byVerbs.get(key) ?? []), resource]);
        }
      }
    }
    for (const [key, some] of byVerbs) {
      const [group, left] = JSON.parse(key) as [string, string[]];
      kept.push({ apiGroups: [group], resources: some, ...names, verbs: left });
    }
  }
  return {
    settings:
      kept.length === 0
        ? []
        : [
            {
              path: ['spec', 'rbac', place],
              value: kept,
              from,
              comment: 'The permissions that this document needs are granted without these rules.',
            },
          ],
    remarks: [
      ...(surplus.length === 0
        ? []
        : [
            {
              kind: 'surplus' as const,
              from,
              subject,
              text: `The old Role granted ${surplus.join('; ')}. The new one grants only what the document needs.`,
            },
          ]),
      ...(kept.length === 0
        ? []
        : [
            {
              kind: 'changed' as const,
              from,
              subject,
              text: `Some rules grant more than the document needs. They are in spec.rbac.${place}: remove those that you do not need.`,
            },
          ]),
    ],
  };
}

function textsOf(list: unknown): readonly string[] {
  return (Array.isArray(list) ? list : []).filter((one) => typeof one === 'string');
}

function groupName(group: string): string {
  if (group === ALL) return 'every API group';
  return group === '' ? 'the core API group' : group;
}

/** What the document grants of itself, as `group/resource/verb`. */
function derivedFrom(settings: readonly Setting[]): ReadonlySet<string> {
  const own = settings.filter(({ path }) => !(path[1] === 'rbac' && path[2] !== 'permissions'));
  const rendered = renderedFrom([...HEAD, ...own]);
  return new Set(
    (rendered === undefined ? [] : listedPermissions(rendered.resolved)).flatMap(
      ({ apiGroup, resource, verbs }) => verbs.map((verb) => `${apiGroup}/${resource}/${verb}`),
    ),
  );
}

/** What a document has beside the settings of a draft. */
const HEAD: readonly Setting[] = [
  { path: ['apiVersion'], value: 'gitlab-runner-manifests.dev/v1alpha1' },
  { path: ['kind'], value: 'GitLabRunner' },
  { path: ['metadata', 'name'], value: 'gitlab-runner' },
];
