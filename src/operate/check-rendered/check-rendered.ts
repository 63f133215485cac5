import { masked } from '../../core/credentials/mask.ts';
import type { Json } from '../../core/data/json.ts';
import { valueAt } from '../../core/data/path.ts';
import { canonical } from '../../core/document/canonical.ts';
import { type Diagnostic, diagnostic } from '../../core/findings/diagnostic.ts';
import { fileText, type Located } from '../../import/read/located.ts';
import type { Input } from '../../import/reader.ts';
import { checks } from './checks/index.ts';
import type { Find, PlacedFinding } from './finding.ts';
import { objectName, worldOf } from './world.ts';

/**
 * Checks Kubernetes objects that documents rendered and that something has changed since, such as patches and transformers
 * of kustomize. Finds what no longer fits together: the names, namespaces, selectors, permissions, variables and numbers
 * that config.toml and the objects have of each other. Objects among them that have nothing to do with a manager are left
 * alone, and so is what has no name or no kind. An empty list says that there is a manager and nothing was found. The
 * findings name the `object` that each is about, and their `path` is a path in that.
 *
 * Accepts values of any origin and never throws.
 */
export function checkRendered(objects: readonly unknown[]): readonly Diagnostic[] {
  const unreadable: Diagnostic[] = [];
  const inputs = objects.flatMap((object, index): readonly Input[] => {
    const { value, problems } = canonical(object);
    if (value !== undefined) return [{ file: '', syntax: 'yaml', data: inMemory(value) }];
    unreadable.push(...problems.map((one) => ({ ...one, path: [index, ...one.path] })));
    return [];
  });
  return [...unreadable, ...findingsAbout(inputs).map(({ diagnostic: one }) => one)];
}

/** Returns what is wrong with rendered objects, each with its place. */
export function findingsAbout(inputs: readonly Input[]): readonly PlacedFinding[] {
  const world = worldOf(inputs);
  const found: PlacedFinding[] = [];
  const find: Find = (code, place, message, advice) => {
    const one = diagnostic(code, { path: place?.path ?? [] }, message, advice);
    found.push(
      place === undefined
        ? { diagnostic: one, from: undefined }
        : {
            diagnostic: { ...one, object: masked(objectName(place.object)) },
            from: place.from ?? place.object.data.at(place.path),
          },
    );
  };
  for (const check of checks) check(world, find);
  return found;
}

/** Data that is not in a file. */
function inMemory(value: Json): Located {
  return {
    value,
    at: () => ({ file: '', line: 1, column: 1 }),
    commentAt: () => undefined,
    textAt: (path) => {
      const text = valueAt(value, path);
      return typeof text === 'string' ? fileText('', text) : undefined;
    },
    comments: [],
  };
}
