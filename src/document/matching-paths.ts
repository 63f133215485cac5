import type { Path } from '../diagnostics/diagnostic.ts';
import type { PathPattern } from '../generated/annotations.ts';

/** Returns the path of every value that a pattern leads to: `*` stands for each key of a mapping or index of a list. */
export function matchingPaths(value: unknown, pattern: PathPattern, path: Path = []): Path[] {
  const [head, ...rest] = pattern;
  if (head === undefined) return value === undefined ? [] : [path];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) {
    return head === '*' ? value.flatMap((item, index) => matchingPaths(item, rest, [...path, index])) : [];
  }
  const keys = head === '*' ? Object.keys(value) : Object.hasOwn(value, head) ? [head] : [];
  return keys.flatMap((key) =>
    matchingPaths((value as Readonly<Record<string, unknown>>)[key], rest, [...path, key]),
  );
}
