import type { Path } from './path.ts';

/** A path with `*` for any key of a mapping and any index of a list. */
export type PathPattern = readonly string[];

/** Path patterns laid over each other: one walk through a document follows all of them. */
export interface PatternTree<Mark> {
  /** What is known of the values at this place. */
  readonly marks: Mark[];
  readonly keys: Map<string, PatternTree<Mark>>;
  /** For any key of a mapping or any index of a list. */
  any?: PatternTree<Mark>;
}

/** Returns the tree of patterns with their marks. */
export function patternTree<Mark>(entries: Iterable<readonly [PathPattern, Mark]>): PatternTree<Mark> {
  const root: PatternTree<Mark> = { marks: [], keys: new Map() };
  for (const [pattern, mark] of entries) {
    let node = root;
    for (const part of pattern) {
      const next: PatternTree<Mark> = (part === '*' ? node.any : node.keys.get(part)) ?? {
        marks: [],
        keys: new Map(),
      };
      if (part === '*') node.any = next;
      else node.keys.set(part, next);
      node = next;
    }
    node.marks.push(mark);
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
