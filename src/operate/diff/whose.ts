import { type Path, valueAt } from '../../core/data/path.ts';
import { isLive, isOurs } from '../../core/objects/as-written.ts';
import { identityKey } from '../../core/objects/identity.ts';
import type { AnyObject } from './comparable.ts';

/**
 * Leaves out the objects from a cluster that the other side does not have and that none of its runners once had: a cluster
 * has other runners in it, which may have the same name in another namespace or share one for jobs, and other things.
 */
export function withoutForeign(
  objects: readonly AnyObject[],
  others: readonly AnyObject[],
): readonly AnyObject[] {
  const known = new Set(others.map((object) => identityKey(object as object)));
  const homes = homesOf(others);
  const found = homesOf(objects);
  for (const [instance, own] of homes) {
    const here = found.get(instance) ?? new Set();
    // A runner that has moved is still where it was.
    if (here.size === 1 && [...here].every((home) => !own.has(home))) for (const home of here) own.add(home);
  }
  const isKnown = (object: AnyObject): boolean => !isLive(object) || known.has(identityKey(object as object));
  const isOfRunner = (object: AnyObject): boolean => {
    const own = homes.get(instanceOf(object));
    if (!isOurs(object) || own === undefined) return false;
    const namespace = text(object, ['metadata', 'namespace']);
    const home = homeIn(text(object, ['metadata', 'name']), object.kind);
    if (home !== undefined) return own.has(home);
    if (namespace === '') return false;
    return own.has(namespace) || found.get(instanceOf(object))?.has(namespace) !== true;
  };
  const kept = objects.filter((object) => isKnown(object) || isOfRunner(object));
  const places = new Set([...homes.values()].flatMap((own) => [...own]));
  for (const object of kept) if (isOurs(object)) places.add(text(object, ['metadata', 'namespace']));
  const isPlace = (object: AnyObject): boolean =>
    object.kind === 'Namespace' &&
    isOurs(object) &&
    homes.has(instanceOf(object)) &&
    places.has(text(object, ['metadata', 'name']));
  return objects.filter((object) => isKnown(object) || isOfRunner(object) || isPlace(object));
}

/** The namespace of a manager, in the name of an object that is not in it: `ci:runner`, and of admission policies `ci.runner.pods`. */
function homeIn(name: string, kind: unknown): string | undefined {
  const pattern = String(kind).startsWith('ValidatingAdmissionPolicy') ? /^([^.]+)\./ : /^(.+):/;
  return pattern.exec(name)?.[1];
}

/** The namespaces of managers, by the name of their runner. */
function homesOf(objects: readonly AnyObject[]): ReadonlyMap<string, Set<string>> {
  const homes = new Map<string, Set<string>>();
  for (const object of objects) {
    if (object.kind !== 'Deployment' || !isOurs(object)) continue;
    const instance = instanceOf(object);
    homes.set(instance, (homes.get(instance) ?? new Set()).add(text(object, ['metadata', 'namespace'])));
  }
  return homes;
}

function instanceOf(object: AnyObject): string {
  return text(object, ['metadata', 'labels', 'app.kubernetes.io/instance']);
}

function text(object: AnyObject, path: Path): string {
  const value = valueAt(object, path);
  return typeof value === 'string' ? value : '';
}
