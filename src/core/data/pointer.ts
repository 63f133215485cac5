import type { Path } from './path.ts';

/** Follows a JSON pointer through plain data: its path, in which indexes of lists are numbers, and the value there. */
export function followPointer(data: unknown, pointer: string): { path: Path; value: unknown } {
  const path: (string | number)[] = [];
  let value = data;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(value) ? Number(key) : key);
    value = (value as Record<string, unknown> | null | undefined)?.[key];
  }
  return { path, value };
}
