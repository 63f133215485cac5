import { formats } from '../formats/index.ts';
import { unsafeCharacter } from '../formats/unsafe-text.ts';
import { followed, type SchemaNode } from './node.ts';

/** Whether the schema lets the value pass. Suggestions are held to it before they are given. */
export function accepts(value: unknown, schema: SchemaNode): boolean {
  const node = followed(schema);
  const types = [node.type ?? []].flat();
  if (types.length > 0 && !typesOf(value).some((type) => types.includes(type))) return false;
  if (node.enum !== undefined && !node.enum.includes(value)) return false;
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

/** The value where the schema takes it, or else what the format of a text makes of it; `undefined` for neither. */
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
