import type { Path } from './path.ts';

/**
 * Calls `visit` for each value within another, outer ones first, with the path to it, which changes afterwards. It does
 * not go into one for which `visit` answers false.
 */
export function walk(value: unknown, visit: (value: unknown, path: Path) => boolean | undefined): void {
  const path: (string | number)[] = [];
  const step = (at: unknown): void => {
    if (visit(at, path) === false || typeof at !== 'object' || at === null) return;
    const isList = Array.isArray(at);
    for (const [key, item] of Object.entries(at)) {
      path.push(isList ? Number(key) : key);
      step(item);
      path.pop();
    }
  };
  step(value);
}
