import { isMapping } from './is-mapping.ts';

/** Returns the value with a JSON merge patch (RFC 7386) applied: mappings are joined, `null` removes a key. */
export function mergePatch<T extends object>(value: T, patch: object): T {
  return merge(value, patch) as T;
}

function merge(value: unknown, patch: unknown): unknown {
  if (!isMapping(patch)) return patch;
  const result: Record<string, unknown> = isMapping(value) ? { ...value } : {};
  for (const [key, item] of Object.entries(patch)) {
    if (item === null) delete result[key];
    else result[key] = merge(result[key], item);
  }
  return result;
}
