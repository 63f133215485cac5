import type { Path } from './path.ts';

/** A path with `*` for any key of a mapping and any index of a list. */
export type PathPattern = readonly string[];

/** Path patterns laid over each other: one walk through a document follows all of them. */
export interface PatternTree<Mark> {
  /** What is known of the values at this place. */
  marks: readonly Mark[];
  keys: ReadonlyMap<string, PatternTree<Mark>>;
  /** For any key of a mapping or any index of a list. */
  any: PatternTree<Mark> | undefined;
}

/** What most places have: nothing is known of them, or nothing is below them. */
const NO_MARKS: readonly never[] = [];
const NO_KEYS: ReadonlyMap<string, PatternTree<never>> = new Map<string, PatternTree<never>>();

/** Returns the tree of patterns with their marks. */
export function patternTree<Mark>(entries: Iterable<readonly [PathPattern, Mark]>): PatternTree<Mark> {
  const place = (): PatternTree<Mark> => ({ marks: NO_MARKS, keys: NO_KEYS, any: undefined });
  const root = place();
  for (const [pattern, mark] of entries) {
    let node = root;
    for (const part of pattern) {
      const next = (part === '*' ? node.any : node.keys.get(part)) ?? place();
      if (part === '*') node.any = next;
      else if (node.keys === NO_KEYS) node.keys = new Map([[part, next]]);
      else (node.keys as Map<string, PatternTree<Mark>>).set(part, next);
      node = next;
    }
    node.marks = [...node.marks, mark];
  }
  return root;
}

/** Calls `visit` for each value that a pattern leads to, outer ones first, with its mark. */
export function followPatterns<Mark>(
  value: unknown,
  tree: PatternTree<Mark>,
  visit: (mark: Mark, path: Path, value: unknown) => void,
): void {
  const path: (string | number)[] = [];
  const step = (key: string | number, item: unknown, next: PatternTree<Mark> | undefined): void => {
    if (next === undefined) return;
    path.push(key);
    walk(item, next);
    path.pop();
  };
  const walk = (at: unknown, { marks, keys, any }: PatternTree<Mark>): void => {
    for (const mark of marks) visit(mark, [...path], at);
    if (typeof at !== 'object' || at === null || (any === undefined && keys.size === 0)) return;
    if (Array.isArray(at)) {
      at.forEach((item, index) => {
        step(index, item, any);
      });
    } else {
      for (const key of Object.keys(at)) {
        const item = (at as Readonly<Record<string, unknown>>)[key];
        step(key, item, keys.get(key));
        step(key, item, any);
      }
    }
  };
  walk(value, tree);
}
