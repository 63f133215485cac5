import { copyOf } from '../data/copy.ts';
import type { Json } from '../data/json.ts';
import { accepts } from './accepts.ts';
import { followed, type SchemaNode } from './node.ts';

/** Two samples of one schema differ wherever the schema lets them. */
export type Variant = 0 | 1;

/** Texts for the formats of the schema: each format accepts one of them. They do not occur in real documents. */
const textsOf = (variant: Variant): readonly string[] => [
  `sample-${variant}`,
  `Sample${variant}`,
  `SAMPLE_${variant}=1`,
  `SAMPLE_${variant}`,
  `/sample-${variant}`,
  `https://sample-${variant}.example.com`,
  `sample-${variant}.example.com:443`,
  `:${8431 + variant}`,
  `192.0.2.${variant + 1}`,
  `192.0.2.${variant + 1}/32`,
  `${variant + 1}`,
  `${variant + 1}m`,
  `${variant + 1}%`,
  `* * * * ${variant + 1}`,
  `* * * * * ${variant + 1} *`,
  `2100-01-0${variant + 1}T00:00:00Z`,
  `v${variant + 1}`,
  `16.${variant}.1`,
];

const TEXTS = [textsOf(0), textsOf(1)] as const;

/** The samples that were made, or that none is known. */
const samples = [
  new WeakMap<SchemaNode, { readonly value: Json | undefined }>(),
  new WeakMap<SchemaNode, { readonly value: Json | undefined }>(),
] as const;

/**
 * Returns a value that the schema accepts, for a place where a document lacks one or has a wrong one; `undefined` where
 * none is known.
 */
export function sample(schema: SchemaNode, variant: Variant): Json | undefined {
  const node = followed(schema);
  const known = samples[variant].get(node);
  if (known !== undefined) return known.value && copyOf(known.value);
  const found = made(node, variant) ?? node.examples?.at(-variant);
  const value = found !== undefined && accepts(found, node) ? (found as Json) : undefined;
  samples[variant].set(node, { value });
  return value && copyOf(value);
}

function made(node: SchemaNode, variant: Variant): unknown {
  if (node.enum !== undefined) {
    return variant === 0
      ? node.enum[0]
      : (node.enum.findLast((value) => value !== node.default) ?? node.enum[0]);
  }
  const [type] = [node.type ?? 'string'].flat();
  switch (type) {
    case 'boolean':
      return (variant === 1) !== (node.default === true);
    case 'integer':
    case 'number':
      return numberIn(node, variant);
    case 'array':
      return node.minItems === undefined ? [] : list(node, variant);
    case 'object':
      return mapping(node, variant);
    case 'null':
      return null;
    default:
      return TEXTS[variant].find((text) => accepts(text, node));
  }
}

function numberIn({ minimum, maximum }: SchemaNode, variant: Variant): number {
  const low = minimum ?? Math.min(1, maximum ?? 1);
  return variant === 0 ? low : Math.min(low + 100, maximum ?? low + 100);
}

function list({ minItems = 0, items = {} }: SchemaNode, variant: Variant): Json[] | undefined {
  const item = sample(items, variant);
  return item === undefined ? undefined : Array.from({ length: minItems }, () => item);
}

/** The second variant has all keys with a single value: in the first, they have their defaults. */
function mapping(node: SchemaNode, variant: Variant): object | undefined {
  const { properties = {}, required = [], minProperties = 0, maxProperties, additionalProperties } = node;
  const result: Record<string, Json> = {};
  for (const [key, property] of Object.entries(properties)) {
    const isRequired = required.includes(key);
    const isWanted =
      Object.keys(result).length < minProperties - required.filter((name) => !(name in result)).length;
    const isSingle =
      variant === 1 && maxProperties === undefined && SINGLE.test(String(followed(property).type));
    const value = isRequired || isWanted || isSingle ? sample(property, variant) : undefined;
    if (value !== undefined) result[key] = value;
    else if (isRequired) return undefined;
  }
  if (Object.keys(result).length < minProperties && typeof additionalProperties === 'object') {
    const value = sample(additionalProperties, variant);
    if (value !== undefined) result[`sample-${variant}`] = value;
  }
  return result;
}

const SINGLE = /^(?:string|boolean|integer|number)$/;
