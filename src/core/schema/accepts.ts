import { formats } from '../formats/index.ts';
import { unsafeCharacter } from '../formats/unsafe-text.ts';
import { followed, type SchemaNode } from './node.ts';

/** Whether the schema lets the value pass. Suggestions are held to it before they are given. */
export function accepts(value: unknown, schema: SchemaNode): boolean {
  const node = followed(schema);
  const types = [node.type ?? []].flat();
  if (types.length > 0 && !typesOf(value).some((type) => types.includes(type))) return false;
  if (node.enum !== undefined && !node.enum.some((one) => isSame(one, value, node))) return false;
  if (typeof value === 'string') return acceptsText(value, node);
  if (typeof value === 'number') return isBetween(value, node.minimum, node.maximum);
  if (Array.isArray(value)) {
    const { items = {}, minItems, maxItems } = node;
    return isBetween(value.length, minItems, maxItems) && value.every((item) => accepts(item, items));
  }
  if (typeof value !== 'object' || value === null) return true;
  const { properties = {}, additionalProperties = true, propertyNames = {}, required = [] } = node;
  const entries = Object.entries(value);
  return (
    required.every((key) => Object.hasOwn(value, key)) &&
    isBetween(entries.length, node.minProperties, node.maxProperties) &&
    entries.every(([key, item]) => {
      const child = Object.hasOwn(properties, key) ? properties[key]! : additionalProperties;
      return accepts(key, propertyNames) && (typeof child === 'object' ? accepts(item, child) : child);
    })
  );
}

function isSame(one: unknown, value: unknown, { 'x-any-case': anyCase }: SchemaNode): boolean {
  if (anyCase !== true || typeof one !== 'string' || typeof value !== 'string') return one === value;
  return one.toLowerCase() === value.toLowerCase();
}

/** The value where the schema accepts it, or else what the format of a text makes of it; `undefined` for neither. */
export function accepted(value: unknown, schema: SchemaNode): unknown {
  if (accepts(value, schema)) return value;
  const { format = '', items } = followed(schema);
  const better =
    Array.isArray(value) && items !== undefined
      ? value.map((item: unknown) => accepted(item, items))
      : typeof value === 'string'
        ? formats[format]?.suggest?.(value)
        : undefined;
  return better !== undefined && accepts(better, schema) ? better : undefined;
}

/** The entries of a list or a mapping by which it is judged. */
const MAX_LOOKED_AT = 20;

/**
 * Whether the value may have been meant for the place, although a part of it is wrong: it is of the right kind, a text is
 * what the place accepts or nearly so, and a mapping has at least as many keys that the place knows as others.
 */
export function suits(value: unknown, schema: SchemaNode): boolean {
  if (value === null) return true;
  const node = followed(schema);
  const types = [node.type ?? []].flat();
  if (Array.isArray(value)) {
    const { items = {} } = node;
    return types.includes('array') && value.slice(0, MAX_LOOKED_AT).every((item) => suits(item, items));
  }
  if (typeof value !== 'object') {
    return accepted(value, node) !== undefined || accepts(otherwiseWritten(value), node);
  }
  if (types.length > 0 && !types.includes('object')) return false;
  const { properties = {}, additionalProperties = true } = node;
  const entries = Object.entries(value).slice(0, MAX_LOOKED_AT);
  const known = entries.filter(([key, item]) => {
    if (Object.hasOwn(properties, key)) return true;
    return typeof additionalProperties === 'object'
      ? suits(item, additionalProperties)
      : additionalProperties;
  });
  return known.length * 2 >= entries.length;
}

/** A number or a truth value as text, and a text as the number or the truth value that it writes. */
function otherwiseWritten(value: unknown): unknown {
  if (typeof value !== 'string') return String(value);
  return /^(?:true|false|[1-9]\d{0,14}|0)$/.test(value) ? JSON.parse(value) : value;
}

function typesOf(value: unknown): readonly string[] {
  if (value === null) return ['null'];
  if (Array.isArray(value)) return ['array'];
  return Number.isInteger(value) ? ['integer', 'number'] : [typeof value];
}

function acceptsText(text: string, { format = '', pattern, minLength, maxLength }: SchemaNode): boolean {
  return (
    isBetween(text.length, minLength, maxLength) &&
    formats[format]?.test(text) !== false &&
    (pattern === undefined || new RegExp(pattern, 'u').test(text)) &&
    unsafeCharacter(text) === undefined
  );
}

function isBetween(
  value: number,
  least = Number.NEGATIVE_INFINITY,
  most = Number.POSITIVE_INFINITY,
): boolean {
  return value >= least && value <= most;
}
