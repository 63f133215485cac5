import { isEqual } from '../../core/data/is-equal.ts';
import { isMapping } from '../../core/data/is-mapping.ts';
import { own } from '../../core/data/own.ts';
import { valueAt } from '../../core/data/path.ts';

/**
 * What a cluster has noted of who wrote a value: what `kubectl apply` applied last, and the fields of those that apply on
 * the server.
 */
export interface FieldRecord {
  /** The value as it was applied last; `undefined` where it was not. */
  readonly applied: unknown;
  /** What those that apply on the server own of the value, as trees of `managedFields`. */
  readonly owned: readonly unknown[];
}

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Returns what a cluster has noted of an object; `undefined` where it has noted nothing. */
export function recordOf(object: unknown): FieldRecord | undefined {
  const applied = parsed(valueAt(object, ['metadata', 'annotations', LAST_APPLIED]));
  const entries = valueAt(object, ['metadata', 'managedFields']);
  const owned = (Array.isArray(entries) ? entries : [])
    .filter((entry) => valueAt(entry, ['operation']) === 'Apply')
    .map((entry) => valueAt(entry, ['fieldsV1']));
  return applied === undefined && owned.length === 0 ? undefined : { applied, owned };
}

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether somebody has applied the value of a record. */
export function isApplied({ applied, owned }: FieldRecord): boolean {
  return applied !== undefined || owned.length > 0;
}

/** Returns the record of what a mapping has under a key. */
export function recordOfKey({ applied, owned }: FieldRecord, key: string): FieldRecord {
  return {
    applied: isMapping(applied) ? own(applied, key) : undefined,
    owned: owned.flatMap((tree) =>
      isWhole(tree) ? [tree] : childrenOf(tree, (name) => name === `f:${key}`),
    ),
  };
}

/** Returns the record of an item of a list; `isSame` says which of the applied ones it is. */
export function recordOfItem(
  { applied, owned }: FieldRecord,
  item: unknown,
  isSame: (other: unknown) => boolean,
): FieldRecord {
  return {
    applied: Array.isArray(applied) ? applied.find(isSame) : undefined,
    owned: owned.flatMap((tree) => (isWhole(tree) ? [tree] : childrenOf(tree, (name) => names(name, item)))),
  };
}

/** Whether a field is owned with all that is in it. */
function isWhole(tree: unknown): boolean {
  return isMapping(tree) && Object.keys(tree).length === 0;
}

function childrenOf(tree: unknown, isMeant: (name: string) => boolean): unknown[] {
  return isMapping(tree)
    ? Object.entries(tree).flatMap(([name, child]) => (isMeant(name) ? [child] : []))
    : [];
}

/** Whether the name of a child in a tree means an item: `k:{"name":"HOME"}` by its keys, `v:"kubernetes"` by its value. */
function names(name: string, item: unknown): boolean {
  const value = parsed(name.slice(2));
  if (name.startsWith('v:')) return isEqual(value, item);
  return (
    name.startsWith('k:') &&
    isMapping(value) &&
    Object.entries(value).every(([key, part]) => isEqual(valueAt(item, [key]), part))
  );
}
