import { groupedBy } from '../../core/data/grouped-by.ts';
import { isMapping } from '../../core/data/is-mapping.ts';
import { valueAt } from '../../core/data/path.ts';
import type { AnyObject } from './comparable.ts';

/** Permissions that two Roles give, which only one of them gives. */
export interface PermissionChange {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** Returns which permissions only one of two Roles gives, each as a line: `pods/exec: create, get in ci-jobs`. */
export function permissionsBetween(
  before: AnyObject | undefined,
  after: AnyObject | undefined,
): PermissionChange {
  const [old, young] = [before, after].map(permissionsOf) as [Permissions, Permissions];
  return { added: linesOf(young, old), removed: linesOf(old, young) };
}

/** One verb on one resource, or on one URL. */
interface Permission {
  readonly resource: string;
  readonly verb: string;
  readonly where: string;
}

type Permissions = ReadonlyMap<string, Permission>;

function permissionsOf(role: AnyObject | undefined): Permissions {
  const rules = valueAt(role, ['rules']);
  const namespace = valueAt(role, ['metadata', 'namespace']);
  const where = typeof namespace === 'string' ? `in ${namespace}` : 'in the whole cluster';
  const all = (Array.isArray(rules) ? rules : []).flatMap((rule): Permission[] => {
    if (!isMapping(rule)) return [];
    const only = textsOf(rule.resourceNames);
    const names = only.length === 0 ? '' : ` (only ${only.join(', ')})`;
    const resources = textsOf(rule.apiGroups).flatMap((group) =>
      textsOf(rule.resources).map((resource) => `${resource}${group === '' ? '' : `.${group}`}${names}`),
    );
    return [...resources, ...textsOf(rule.nonResourceURLs)].flatMap((resource) =>
      textsOf(rule.verbs).map((verb) => ({ resource, verb, where })),
    );
  });
  return new Map(all.map((permission) => [JSON.stringify(permission), permission]));
}

function linesOf(all: Permissions, without: Permissions): string[] {
  const own = [...all].flatMap(([key, permission]) => (without.has(key) ? [] : [permission]));
  return [...groupedBy(own, ({ resource, where }) => JSON.stringify([resource, where])).values()].map(
    (group) => {
      const { resource, where } = group[0]!;
      return `${resource}: ${group.map(({ verb }) => verb).join(', ')} ${where}`;
    },
  );
}

function textsOf(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : []).map(String);
}
