import { isMapping } from './is-mapping.ts';

/** Returns a copy of plain data that shares nothing with it. */
export function copyOf<T>(value: T): T {
  return copied(value) as T;
}

function copied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copied);
  if (!isMapping(value)) return value;
  const result: Record<string, unknown> = {};
  for (const key in value) result[key] = copied(value[key]);
  return result;
}
