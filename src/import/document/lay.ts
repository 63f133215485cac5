import { isMapping } from '../../core/data/is-mapping.ts';
import type { Path } from '../../core/data/path.ts';
import { setOwn } from '../../core/data/set-own.ts';
import { followed, rootSchema, type SchemaNode, schemaBelow } from '../../core/schema/node.ts';
import type { Setting } from '../draft.ts';

/** Returns the plain data that settings make up, with keys in the order of the schema. */
export function laid(settings: readonly Setting[]): Record<string, unknown> {
  return inOrder(unordered(settings), rootSchema()) as Record<string, unknown>;
}

/** Returns the plain data that settings make up, with keys in the order in which they come: a check needs no other. */
export function unordered(settings: readonly Setting[]): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const { path, value } of settings) put(root, path, value);
  return root;
}

function put(root: Record<string, unknown>, path: Path, value: unknown): void {
  let target: Record<string | number, unknown> = root;
  for (const part of path.slice(0, -1)) {
    const next = Object.hasOwn(target, part) ? target[part] : undefined;
    if (!isMapping(next) && !Array.isArray(next)) setOwn(target, part, {});
    target = target[part] as Record<string | number, unknown>;
  }
  setOwn(target, path.at(-1)!, value);
}

/** Mappings that the schema describes get its order; those with free keys keep theirs, and unknown keys come last. */
function inOrder(value: unknown, node: SchemaNode | undefined): unknown {
  if (Array.isArray(value)) {
    return value.map((item, index) => inOrder(item, node && schemaBelow(node, index)));
  }
  if (!isMapping(value)) return value;
  const known = Object.keys((node && followed(node).properties) ?? {});
  const result: Record<string, unknown> = {};
  for (const key of new Set([...known.filter((key) => Object.hasOwn(value, key)), ...Object.keys(value)])) {
    setOwn(result, key, inOrder(value[key], node && schemaBelow(node, key)));
  }
  return result;
}
