/** What the schema says, in words for the reference page and the terminal. */
import { definitionOf } from './definition.ts';
import type { SchemaNode } from './node.ts';

/** How the text about a type writes its parts. */
export interface TypeWords {
  /** One of the values that are allowed. */
  readonly value: (value: unknown) => string;
  /** A text of a form, by the name of that. */
  readonly form: (name: string) => string;
  /** A type that has a name of its own; `undefined` where it has none. */
  readonly named: (node: SchemaNode) => string | undefined;
}

/** Returns the type of a value in words: `whole number, at least 0`. */
export function typeText(node: SchemaNode, root: SchemaNode, words: TypeWords): string {
  const name = words.named(node);
  if (name !== undefined) return name;
  const target = definitionOf(node, root);
  if (target.enum) return target.enum.map(words.value).join(', ');
  // A number is one of the texts of the form.
  const types = target.format === 'quantity' ? ['string'] : [target.type ?? 'any value'].flat();
  return types.map((type) => singleType(type, target, root, words)).join(' or ');
}

function singleType(type: string, node: SchemaNode, root: SchemaNode, words: TypeWords): string {
  switch (type) {
    case 'string':
      return formText(node, words);
    case 'integer':
    case 'number':
      return `${type === 'integer' ? 'whole number' : 'number'}${rangeText(node)}`;
    case 'boolean':
      return [true, false].map(words.value).join(', ');
    case 'array':
      return `list of ${typeText(node.items ?? {}, root, words)}`;
    case 'object':
      return typeof node.additionalProperties === 'object'
        ? `mapping of ${formText(node.propertyNames ?? {}, words)} to ${typeText(node.additionalProperties, root, words)}`
        : 'mapping';
    default:
      return type;
  }
}

function formText({ format }: SchemaNode, words: TypeWords): string {
  return format === undefined ? 'text' : words.form(format);
}

function rangeText({ minimum, maximum }: SchemaNode): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `, at least ${minimum}`;
  return maximum === undefined ? '' : `, at most ${maximum}`;
}

/** Splits a description into what a key means and the default that its last sentences give. */
export function splitDefault(description: string): readonly [meaning: string, told: string] {
  const [meaning = '', told = ''] = description.split(/(?:^| )Default: (.*)$/s);
  return [meaning, told.includes('. ') ? told : told.replace(/\.$/, '')];
}

/** Returns the default of a key: what its description says, or else the value in the schema; empty for none. */
export function defaultText(
  { default: value }: SchemaNode,
  told: string,
  words: Pick<TypeWords, 'value'>,
): string {
  if (told !== '') return told;
  const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  return value === undefined || isEmpty ? '' : words.value(value);
}
