/** Keys and list indexes from the root of plain data to a value: `['spec', 'runners', 'default', 'url']`. */
export type Path = readonly (string | number)[];

/** Returns the value at a path of plain data; `undefined` where the path leads nowhere. */
export function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const part of path) at = (at as Readonly<Record<string, unknown>> | null | undefined)?.[part];
  return at;
}
