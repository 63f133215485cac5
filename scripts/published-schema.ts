/**
 * Makes the schemas that editors and other programs read from the one that everything here is made of: without the
 * keywords that only this project knows, and in a form that Ajv accepts in strict mode.
 */
import type { AnySchemaObject } from 'ajv';

import { formatPatterns } from './format-patterns.ts';

type Schema = AnySchemaObject & {
  definitions?: Record<string, Schema>;
  properties?: Record<string, Schema>;
};
type Change = (node: Schema) => Schema;

/** Keywords that say something of a value of one type, by that type. */
const OF_TYPE: Readonly<Record<string, readonly string[]>> = {
  string: ['pattern', 'minLength', 'maxLength', 'enum'],
  number: ['minimum', 'maximum'],
  integer: ['minimum', 'maximum'],
  array: ['items', 'minItems', 'maxItems'],
};

/** Returns the schema of a document. */
export function publishedSchema(source: Schema): Schema {
  return bottomUp(source, (node) =>
    withPropertiesOfRequired(withOneType(withPattern(withoutRemarks(withAnyCase(node))))),
  );
}

/**
 * Returns the schema of a part of a document that kustomize merges into one: no key is required, `null` removes a key,
 * and `$patch` says how a mapping is merged.
 */
export function patchSchema(source: Schema): Schema {
  return {
    ...bottomUp(publishedSchema(source), asPatch),
    $id: (source.$id as string).replace('.schema.json', '-patch.schema.json'),
    title: 'GitLabRunnerPatch',
    description: 'A part of a GitLabRunner document, which kustomize merges into one.',
  } as Schema;
}

/** Words whose case does not matter: as they are, for an editor to offer, and in any other case. */
function withAnyCase(node: Schema): Schema {
  const { type, enum: words, ...rest } = node;
  if (node['x-any-case'] !== true || !Array.isArray(words)) return node;
  const anyCase = words.map((word: string) =>
    [...word].map((letter) => {
      const [small, capital] = [letter.toLowerCase(), letter.toUpperCase()];
      return small === capital ? letter.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&') : `[${small}${capital}]`;
    }),
  );
  const pattern = `^(?:${anyCase.map((letters) => letters.join('')).join('|')})$`;
  return {
    ...rest,
    anyOf: [
      { type, enum: words },
      { type, pattern },
    ],
  } as Schema;
}

function withoutRemarks(node: Schema): Schema {
  return where(node, (key) => !/^(?:tsType|x-.*)$/.test(key));
}

/** The format as what every reader of a schema knows. */
function withPattern({ format, ...node }: Schema): Schema {
  if (format === undefined) return node as Schema;
  const rule = formatPatterns[format as string];
  if (rule === undefined) throw new Error(`scripts/format-patterns.ts has nothing for the format ${format}`);
  const type = node.type ?? 'string';
  return { ...node, type, ...(typeof rule === 'string' ? { pattern: rule } : { enum: rule }) } as Schema;
}

/** One of several types as a choice between schemas that have one type each. */
function withOneType(node: Schema): Schema {
  const { type } = node;
  if (!Array.isArray(type)) return node;
  const anyOf = type.map((one: string) => ({
    type: one,
    ...where(node, (key) => OF_TYPE[one]!.includes(key)),
  }));
  const own = type.flatMap((one: string) => OF_TYPE[one]!);
  return { ...where(node, (key) => key !== 'type' && !own.includes(key)), anyOf } as Schema;
}

/** Required keys with a schema beside them that accepts whatever another part of the schema describes. */
function withPropertiesOfRequired(node: Schema): Schema {
  const { required, properties = {} } = node;
  if (!Array.isArray(required)) return node;
  const missing = required.filter((key: string) => !Object.hasOwn(properties, key));
  if (missing.length === 0) return node;
  return {
    ...node,
    properties: { ...properties, ...Object.fromEntries(missing.map((key) => [key, {}])) },
  } as Schema;
}

const IS_COUNT = /^(?:required|minProperties|maxProperties|allOf)$/;

function asPatch(node: Schema): Schema {
  const { properties, additionalProperties, propertyNames, ...rest } = where(
    node,
    (key) => !IS_COUNT.test(key),
  );
  const own = Object.entries((properties ?? {}) as Record<string, Schema>).map(([key, item]) => [
    key,
    orNull(item),
  ]);
  const isMapping = properties !== undefined || typeof additionalProperties === 'object';
  return {
    ...rest,
    ...(isMapping && { properties: { ...Object.fromEntries(own), $patch: HOW } }),
    ...(additionalProperties !== undefined && {
      additionalProperties:
        typeof additionalProperties === 'object'
          ? orNull(additionalProperties as Schema)
          : additionalProperties,
    }),
    ...(propertyNames !== undefined && {
      propertyNames: { anyOf: [propertyNames, { type: 'string', enum: ['$patch'] }] },
    }),
  } as Schema;
}

const HOW = {
  description: 'How kustomize merges this mapping: `replace` uses this one alone, `delete` removes it.',
  type: 'string',
  enum: ['merge', 'replace', 'delete'],
};

/** A schema that accepts a value, or `null` in its place. What is said of the value stays with the key. */
function orNull(node: Schema): Schema {
  const { type, enum: words, anyOf } = node;
  if (typeof type === 'string') {
    return {
      ...node,
      type: [type, 'null'],
      ...(Array.isArray(words) && { enum: [...words, null] }),
    } as Schema;
  }
  const isRemark = (key: string): boolean => /^(?:description|default|examples)$/.test(key);
  const choices = Array.isArray(anyOf) ? anyOf : [where(node, (key) => !isRemark(key))];
  return { ...where(node, isRemark), anyOf: [...choices, { type: 'null' }] } as Schema;
}

function where(node: Schema, isKept: (key: string) => boolean): Schema {
  return Object.fromEntries(Object.entries(node).filter(([key]) => isKept(key))) as Schema;
}

/** The schema with each of its nodes changed, those inside of a node before it. */
function bottomUp(node: Schema, change: Change): Schema {
  const below = (value: unknown): unknown =>
    typeof value === 'object' && value !== null ? bottomUp(value as Schema, change) : value;
  const result = Object.entries(node).map(([key, value]): [string, unknown] => {
    if (/^(?:properties|definitions)$/.test(key)) {
      const items = Object.entries(value as object).map(([name, item]) => [name, below(item)]);
      return [key, Object.fromEntries(items)];
    }
    if (/^(?:additionalProperties|items|propertyNames|if|then|else|not)$/.test(key))
      return [key, below(value)];
    if (/^(?:allOf|anyOf|oneOf)$/.test(key)) return [key, (value as unknown[]).map(below)];
    return [key, value];
  });
  return change(Object.fromEntries(result) as Schema);
}
