import type { Path } from './path.ts';

/**
 * Calls `visit` for each value within another, outer ones first, with the path to it, which changes afterwards. It does
 * not go into one for which `visit` answers false.
 */
export function walk(value: unknown, visit: (value: unknown, path: Path) => boolean | undefined): void {
  const path: (string | number)[] = [];
  const step = (at: unknown): void => {
    if (visit(at, path) === false || typeof at !== 'object' || at === null) return;
    if (Array.isArray(at)) {
      for (let index = 0; index < at.length; index += 1) below(index, at[index]);
    } else {
      for (const key of Object.keys(at)) below(key, (at as Readonly<Record<string, unknown>>)[key]);
    }
  };
  const below = (key: string | number, at: unknown): void => {
    path.push(key);
    step(at);
    path.pop();
  };
  step(value);
}
