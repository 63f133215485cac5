import { isMapping } from '../data/is-mapping.ts';
import type { Path } from '../data/path.ts';
import { type PatternTree, patternTree } from '../data/pattern-tree.ts';
import type { Fix } from '../findings/fix.ts';
import { choices } from '../generated/annotations.ts';

type Mapping = Readonly<Record<string, unknown>>;

/** Where in the user's document the value is that a document with merged runner entries has at a path. */
export type WrittenAt = (path: Path) => Path;

/** A document whose runner entries have what all runners share. */
export interface Merged {
  readonly document: unknown;
  readonly writtenAt: WrittenAt;
}

/** Where the settings are that all runners share. */
export const SHARED: Path = ['spec', 'runnerDefaults'];

/**
 * Merges `spec.runnerDefaults` under each entry of `spec.runners`: mappings are merged, and any other value of an entry
 * replaces the shared one, as does a mapping that chooses another one of several keys. Accepts plain data of any shape.
 * What entries share is one object.
 */
export function withRunnerDefaults(document: unknown): Merged {
  const { spec } = isMapping(document) ? document : {};
  const { runnerDefaults, runners } = isMapping(spec) ? spec : {};
  if (!isMapping(runnerDefaults) || !isMapping(runners)) return { document, writtenAt: (path) => path };
  const tree = patternTree(choices.map((path) => [path, true] as const));
  const merged = Object.entries(runners).map(([id, entry]) => [
    id,
    isMapping(entry) ? merge(runnerDefaults, entry, tree) : entry,
  ]);
  return {
    document: {
      ...(document as Mapping),
      spec: { ...(spec as Mapping), runners: Object.fromEntries(merged) },
    },
    writtenAt: (path) => {
      const [first, second, id, ...rest] = path;
      if (first !== 'spec' || second !== 'runners' || id === undefined) return path;
      const entry = Object.hasOwn(runners, id) ? runners[id] : undefined;
      return steps(runnerDefaults, rest) > steps(entry, rest) ? [...SHARED, ...rest] : path;
    },
  };
}

/** Returns the fix of a document with merged runner entries as one of the user's document. */
export function writtenFix(fix: Fix, writtenAt: WrittenAt): Fix {
  const path = writtenAt(fix.path);
  if (fix.do !== 'move') return { ...fix, path };
  const isShared = path !== fix.path && fix.to[1] === 'runners' && fix.to[2] === fix.path[2];
  return { ...fix, path, to: isShared ? [...SHARED, ...fix.to.slice(3)] : fix.to };
}

/** The keys of a place of a runner entry under those of the entry, in the order in which a document has its keys. */
function merge(shared: Mapping, own: Mapping, tree: PatternTree<true> | undefined): Mapping {
  const isChoice = tree !== undefined && tree.marks.length > 0;
  if (isChoice && !Object.keys(own).some((key) => Object.hasOwn(shared, key))) return own;
  const result: Record<string, unknown> = {};
  for (const key of [...new Set([...Object.keys(shared), ...Object.keys(own)])].sort()) {
    const [below, above] = [shared[key], own[key]];
    result[key] = !Object.hasOwn(own, key)
      ? below
      : isMapping(below) && isMapping(above)
        ? merge(below, above, tree?.keys.get(key))
        : above;
  }
  return result;
}

/** How many steps of a path a value has. */
function steps(value: unknown, path: Path): number {
  let at = value;
  for (const [index, part] of path.entries()) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) return index;
    at = (at as Readonly<Record<string | number, unknown>>)[part];
  }
  return path.length;
}
