import { readFileSync } from 'node:fs';
import fc from 'fast-check';

import { unsafeCharacter } from '../../src/formats/unsafe-text.ts';
import type { GitLabRunner } from '../../src/index.ts';
import { validateConfig } from '../../src/index.ts';
import type { SchemaNode } from '../../src/schema/node.ts';
import { formatSamples } from './format-samples.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../src/schema/gitlab-runner.schema.json', import.meta.url), 'utf8'),
) as SchemaNode;

/** Documents of the right shape, made from the schema. Rules across keys may still object to them. */
export const shapelyDocument: fc.Arbitrary<GitLabRunner> = value(schema, 0) as fc.Arbitrary<GitLabRunner>;

/** Documents that can be rendered: shapely ones without the keys to which rules object. */
export const validDocument: fc.Arbitrary<GitLabRunner> = shapelyDocument
  .map(withoutObjections)
  .filter((document): document is GitLabRunner => document !== undefined);

/** Text with what YAML, TOML and shells find hard. */
export const text: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.constantFrom(
        '"',
        "'",
        '\\',
        '"""',
        "'''",
        '\n',
        '\r\n',
        '\t',
        ' ',
        '#',
        ': ',
        '- ',
        '%',
        '${X}',
        '0x1F',
        '1_000',
        '-_1',
        '.inf',
        'yes',
        'null',
        '---\n',
        '\u00a0',
        '😀',
      ),
    ),
    { maxLength: 4 },
  )
  .map((parts) => parts.join(''))
  .filter((candidate) => unsafeCharacter(candidate) === undefined);

function value(node: SchemaNode, depth: number): fc.Arbitrary<unknown> {
  if (node.$ref !== undefined) {
    return value(schema.definitions![node.$ref.slice('#/definitions/'.length)]!, depth);
  }
  if (node.enum) return fc.constantFrom(...node.enum);
  const types = node.type === undefined ? ['any'] : [node.type].flat();
  return fc.oneof(...types.map((type) => ofType(type as string, node, depth)));
}

function ofType(type: string, node: SchemaNode, depth: number): fc.Arbitrary<unknown> {
  const { minimum = -5, maximum = 70000 } = node;
  switch (type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: minimum, max: Math.max(minimum, maximum) });
    case 'number':
      return fc.double({ min: minimum, max: maximum, noNaN: true });
    case 'string':
      return ofText(node);
    case 'array':
      return fc.array(value(node.items ?? {}, depth + 1), {
        minLength: node.minItems ?? 0,
        maxLength: Math.max(node.minItems ?? 0, Math.min(node.maxItems ?? 2, depth > 8 ? 0 : 2)),
      });
    case 'object':
      return ofObject(node, depth);
    default:
      return fc.oneof(text, fc.integer(), fc.boolean(), fc.constant({}));
  }
}

function ofText(node: SchemaNode): fc.Arbitrary<string> {
  const { format, pattern, minLength = 0, maxLength } = node;
  if (format !== undefined) {
    const samples = formatSamples[format];
    if (samples === undefined) throw new Error(`no samples for the format ${format}`);
    return fc.constantFrom(...samples);
  }
  if (pattern !== undefined)
    return fc
      .stringMatching(new RegExp(pattern))
      .filter((candidate) => candidate.length >= minLength && unsafeCharacter(candidate) === undefined);
  return text.filter(
    (candidate) =>
      candidate.length >= minLength && (maxLength === undefined || candidate.length <= maxLength),
  );
}

function ofObject(node: SchemaNode, depth: number): fc.Arbitrary<object> {
  if (!node.properties) {
    const { minProperties = 0, additionalProperties } = node;
    const key = node.propertyNames
      ? value({ type: 'string', ...node.propertyNames }, depth)
      : fc.stringMatching(/^[a-z]{1,6}$/);
    const item = value(typeof additionalProperties === 'object' ? additionalProperties : {}, depth + 1);
    return fc.dictionary(key as fc.Arbitrary<string>, item, {
      minKeys: minProperties,
      maxKeys: Math.max(minProperties, depth > 8 ? 0 : 2),
    });
  }
  const entries = Object.entries(node.properties);
  const required = new Set([...(node.required ?? []), ...(node['x-required'] ?? [])]);
  if (node.maxProperties === 1) {
    return fc.oneof(
      ...entries.map(([key, property]) => value(property, depth + 1).map((item) => ({ [key]: item }))),
    );
  }
  // A few keys at a time: all at once would make documents too large to look at.
  const optional = entries.filter(([key]) => !required.has(key)).map(([key]) => key);
  const room = Math.min(optional.length, depth > 8 ? 0 : 4, (node.maxProperties ?? Infinity) - required.size);
  const wanted = Math.max(0, (node.minProperties ?? 0) - required.size);
  return fc
    .subarray(optional, { minLength: wanted, maxLength: Math.max(wanted, room) })
    .chain((chosen) =>
      fc.record(
        Object.fromEntries(
          entries
            .filter(([key]) => required.has(key) || chosen.includes(key))
            .map(([key, property]) => [key, value(property, depth + 1)]),
        ),
      ),
    );
}

/** The document without the keys that rules object to; `undefined` when that does not help. */
function withoutObjections(document: GitLabRunner): GitLabRunner | undefined {
  const copy = structuredClone(document);
  for (let round = 0; round < 20; round += 1) {
    const { ok, diagnostics } = validateConfig(copy);
    if (ok) return copy;
    const error = diagnostics.find(({ severity }) => severity === 'error')!;
    const path = [...error.path];
    const last = path.pop();
    const parent = path.reduce<unknown>(
      (at, key) => (at as Record<string, unknown> | undefined)?.[key],
      copy,
    );
    if (last === undefined || typeof parent !== 'object' || parent === null) return undefined;
    if (Array.isArray(parent)) parent.splice(Number(last), 1);
    else delete (parent as Record<string, unknown>)[last];
  }
  return undefined;
}
