import { isEqual } from '../../core/data/is-equal.ts';
import { isMapping } from '../../core/data/is-mapping.ts';
import { own } from '../../core/data/own.ts';
import type { Path } from '../../core/data/path.ts';
import { valueAt } from '../../core/data/path.ts';
import { identityKey } from '../../core/objects/identity.ts';
import { type AnyObject, comparable } from './comparable.ts';
import { withoutForeign } from './whose.ts';

/** What a person calls an object. */
export interface ObjectName {
  readonly apiVersion: string;
  readonly kind: string;
  /** Left out where the object is in none. */
  readonly namespace?: string;
  readonly name: string;
}

/** What became of one object, with both sides as somebody wrote them. */
export interface Change {
  readonly object: ObjectName;
  readonly before: AnyObject | undefined;
  readonly after: AnyObject | undefined;
  /** The fields that differ, where both sides have the object. */
  readonly fields: readonly Path[];
}

/** Returns the objects that differ, in the order of the new ones, and last those that are no more. */
export function changesBetween(before: readonly AnyObject[], after: readonly AnyObject[]): readonly Change[] {
  const old = byIdentity(withoutForeign(before, after));
  const young = byIdentity(withoutForeign(after, before));
  const scaled = new Set([...autoscaled(before)].filter((key) => autoscaled(after).has(key)));
  return [...new Set([...young.keys(), ...old.keys()])].flatMap((key) => {
    const pair = comparable(...withoutScale(old.get(key), young.get(key), scaled));
    if (isEqual(pair.before, pair.after)) return [];
    const object = nameOf((pair.after ?? pair.before)!);
    const isBoth = pair.before !== undefined && pair.after !== undefined;
    return [{ object, ...pair, fields: isBoth ? differences(pair.before, pair.after) : [] }];
  });
}

/** Returns what people call an object. */
export function nameOf(object: AnyObject): ObjectName {
  const text = (path: Path): string => {
    const value = valueAt(object, path);
    return typeof value === 'string' ? value : '';
  };
  const namespace = text(['metadata', 'namespace']);
  return {
    apiVersion: text(['apiVersion']),
    kind: text(['kind']),
    ...(namespace !== '' && { namespace }),
    name: text(['metadata', 'name']),
  };
}

function byIdentity(objects: readonly AnyObject[]): ReadonlyMap<string, AnyObject> {
  return new Map(objects.map((object) => [identityKey(object as object), object]));
}

/** The Deployments, by identity, whose number of pods an autoscaler sets. */
function autoscaled(objects: readonly AnyObject[]): ReadonlySet<string> {
  return new Set(
    objects
      .filter(({ kind }) => kind === 'HorizontalPodAutoscaler')
      .map((object) => {
        const target = valueAt(object, ['spec', 'scaleTargetRef']);
        const { name, ...rest } = isMapping(target) ? target : {};
        return identityKey({
          ...rest,
          metadata: { namespace: valueAt(object, ['metadata', 'namespace']), name },
        } as object);
      }),
  );
}

/** Two objects without the number of pods that only one of them has, where an autoscaler sets it before and after. */
function withoutScale(
  before: AnyObject | undefined,
  after: AnyObject | undefined,
  scaled: ReadonlySet<string>,
): readonly [AnyObject | undefined, AnyObject | undefined] {
  if (before === undefined || after === undefined || !scaled.has(identityKey(after as object)))
    return [before, after];
  const [has, had] = [after, before].map((object) => valueAt(object, ['spec', 'replicas']) !== undefined);
  const without = (object: AnyObject): AnyObject => {
    const { replicas: _replicas, ...spec } = object.spec as AnyObject;
    return { ...object, spec };
  };
  return has === had ? [before, after] : [had ? without(before) : before, has ? without(after) : after];
}

/** Returns the paths at which two values differ: of lists whose items have names, those of the items. */
export function differences(before: unknown, after: unknown, path: Path = []): readonly Path[] {
  if (isEqual(before, after)) return [];
  if (isMapping(before) && isMapping(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
      differences(own(before, key), own(after, key), [...path, key]),
    );
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const [left, right] = [before, after].map(byName);
    if (left !== undefined && right !== undefined) {
      const within = [...new Set([...left.keys(), ...right.keys()])].flatMap((name) =>
        differences(left.get(name), right.get(name), [...path, name]),
      );
      // Without any, they differ in their order.
      if (within.length > 0) return within;
    }
  }
  return [path];
}

function byName(items: readonly unknown[]): ReadonlyMap<string, unknown> | undefined {
  const named = new Map(
    items.flatMap((item) => (isMapping(item) && typeof item.name === 'string' ? [[item.name, item]] : [])),
  );
  return named.size === items.length ? named : undefined;
}
