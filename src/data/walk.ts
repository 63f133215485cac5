import type { Path } from './path.ts';

/**
 * Calls `visit` for each value within another, outer ones first, with the path to it, which changes afterwards. It does
 * not go into one for which `visit` answers false.
 */
export function walk(value: unknown, visit: (value: unknown, path: Path) => boolean | undefined): void {
  const path: (string | number)[] = [];
  const step = (at: unknown): void => {
    if (visit(at, path) === false || typeof at !== 'object' || at === null) return;
    const keys = Array.isArray(at) ? at.keys() : Object.keys(at);
    for (const key of keys) {
      path.push(key);
      step((at as Readonly<Record<string, unknown>>)[key]);
      path.pop();
    }
  };
  step(value);
}
