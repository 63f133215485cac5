import { isMapping } from './is-mapping.ts';

/** Returns what is at a path of keys; `undefined` where there is nothing. What a cluster says may be of any release. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let here = value;
  for (const key of path) {
    if (!isMapping(here) || !Object.hasOwn(here, key)) return undefined;
    here = here[key];
  }
  return here;
}

/** The same where it is a text; otherwise an empty one. */
export function textAt(value: unknown, ...path: readonly string[]): string {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : '';
}

/** The same where it is a number; otherwise nothing. */
export function numberAt(value: unknown, ...path: readonly string[]): number | undefined {
  const found = at(value, ...path);
  return typeof found === 'number' ? found : undefined;
}

/** The same where it is a list; otherwise an empty one. */
export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The same where it is a time, in milliseconds since 1970; otherwise nothing. */
export function timeAt(value: unknown, ...path: readonly string[]): number | undefined {
  const time = Date.parse(textAt(value, ...path));
  return Number.isNaN(time) ? undefined : time;
}
