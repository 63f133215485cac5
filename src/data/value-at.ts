import type { Path } from '../diagnostics/diagnostic.ts';

/** Returns the value at a path of plain data; `undefined` where the path leads nowhere. */
export function valueAt(document: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, part) => (value as Readonly<Record<string, unknown>> | null | undefined)?.[part],
    document,
  );
}
