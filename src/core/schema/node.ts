import type { Path } from '../data/path.ts';
import { schemaText } from '../generated/schema.ts';
import { definitionOf } from './definition.ts';

/** What is read of a part of the document's schema. */
export interface SchemaNode {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: boolean | SchemaNode;
  readonly propertyNames?: SchemaNode;
  readonly items?: SchemaNode;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly examples?: readonly unknown[];
  readonly definitions?: Readonly<Record<string, SchemaNode>>;
  readonly 'x-secret'?: boolean;
  /** The runner compares the value without regard to case. */
  readonly 'x-any-case'?: boolean;
  /** The runner does not read an empty text as absent. */
  readonly 'x-empty-counts'?: boolean;
  /** Keys that a runner entry needs, which it may have from what all runners share. In generated text they are `required`. */
  readonly 'x-required'?: readonly string[];
  /** Whether the mapping is merged into others: it has the keys of the others. */
  readonly 'x-merged'?: boolean;
  /** First release of the runner that has the key. In the reference only, as the remarks below. */
  readonly 'x-since'?: string;
  /** First release of the runner that no longer has the key. */
  readonly 'x-removed-with'?: string;
  /** What to write instead of a key that the runner wants to drop. */
  readonly 'x-deprecated'?: string;
  /** Why the key does nothing here. */
  readonly 'x-no-effect'?: string;
}

let parsed: SchemaNode | undefined;

/** Returns the document's schema. It is read when the first diagnostic needs it. */
export function rootSchema(): SchemaNode {
  parsed ??= JSON.parse(schemaText()) as SchemaNode;
  return parsed;
}

/** What references lead to, each made once. */
const targets = new WeakMap<SchemaNode, SchemaNode>();

/** Returns the schema itself in place of a reference to it; remarks beside the reference stay. */
export function followed(node: SchemaNode): SchemaNode {
  if (node.$ref === undefined) return node;
  const known = targets.get(node);
  if (known !== undefined) return known;
  const { $ref: _, ...beside } = node;
  const target = { ...definitionOf(node, rootSchema()), ...beside };
  targets.set(node, target);
  return target;
}

/** Returns what the schema has for a key or an index, with no reference followed; `undefined` where it has nothing. */
export function schemaBelow(node: SchemaNode, part: string | number): SchemaNode | undefined {
  const { properties = {}, additionalProperties, items } = followed(node);
  if (typeof part === 'number') return items;
  const next = Object.hasOwn(properties, part) ? properties[part] : additionalProperties;
  return typeof next === 'object' ? next : undefined;
}

/** Returns the schema of the value at a path of the document; `undefined` where the schema has none. */
export function schemaOf(path: Path): SchemaNode | undefined {
  const node = path.reduce<SchemaNode | undefined>(
    (above, part) => above && schemaBelow(above, part),
    rootSchema(),
  );
  return node && followed(node);
}
