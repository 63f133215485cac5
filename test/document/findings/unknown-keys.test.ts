import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Path } from '../../../src/index.ts';
import { validateConfig } from '../../../src/index.ts';
import { validDocument } from '../../support/document-arbitrary.ts';

interface Node {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: boolean | Node;
  readonly items?: Node;
}

const schema = JSON.parse(
  readFileSync(new URL('../../../src/core/schema/gitlab-runner.schema.json', import.meta.url), 'utf8'),
) as Node & { definitions: Readonly<Record<string, Node>> };

/** The places of all mappings whose keys the schema lists, in a document. */
function closedMappings(value: unknown, node: Node, path: Path = []): Path[] {
  const target = node.$ref ? schema.definitions[node.$ref.slice('#/definitions/'.length)]! : node;
  if (Array.isArray(value))
    return value.flatMap((item, index) => closedMappings(item, target.items ?? {}, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.entries(value).flatMap(([key, item]) => {
    const { properties = {}, additionalProperties } = target;
    const next = Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
    return typeof next === 'object' ? closedMappings(item, next, [...path, key]) : [];
  });
  return target.additionalProperties === false ? [path, ...below] : below;
}

function withKey(document: object, path: Path, key: string, value: unknown): object {
  const copy = structuredClone(document);
  const mapping = path.reduce<unknown>((at, part) => (at as Record<string | number, unknown>)[part], copy);
  (mapping as Record<string, unknown>)[key] = value;
  return copy;
}

/** Near misses of keys that exist, words of other tools, and anything else. */
const unknownKey = fc.oneof(
  fc.constantFrom(
    'tags',
    'locked',
    'Image',
    'cpu_limits',
    'nodeSelector',
    'constructor',
    'toString',
    'a b',
    'ü',
    '',
  ),
  fc.stringMatching(/^[a-z][a-z_-]{0,20}$/).map((word) => `${word}_zz`),
);

describe('an unknown key', () => {
  it('at any place of a valid document is the one error, told at that key', () => {
    fc.assert(
      fc.property(
        validDocument.chain((document) =>
          fc.record({
            document: fc.constant(document),
            place: fc.constantFrom(...closedMappings(document, schema)),
          }),
        ),
        unknownKey,
        fc.oneof(
          fc.constantFrom<unknown>(null, true, [], {}),
          fc.integer(),
          fc.string(),
          fc.array(fc.integer()),
          fc.dictionary(fc.constantFrom('a', 'b c'), fc.string()),
        ),
        ({ document, place }, key, value) => {
          const mapping = place.reduce<unknown>(
            (at, part) => (at as Record<string | number, unknown>)[part],
            document,
          );
          fc.pre(!Object.hasOwn(mapping as object, key) && !isKnown(place, key));
          const { ok, diagnostics } = validateConfig(withKey(document, place, key, value));
          expect(ok).toBe(false);
          const errors = diagnostics.filter(({ severity }) => severity === 'error');
          expect(errors.map(({ code, path }) => ({ code, path }))).toEqual([
            { code: 'UNKNOWN_KEY', path: [...place, key] },
          ]);
        },
      ),
      { seed: 20260103, numRuns: 100 },
    );
  });
});

/** Whether the schema has the key at the place, though the document does not. */
function isKnown(place: Path, key: string): boolean {
  let node: Node = schema;
  const target = (): Node =>
    node.$ref ? schema.definitions[node.$ref.slice('#/definitions/'.length)]! : node;
  for (const part of place) {
    const { properties = {}, additionalProperties, items } = target();
    node = (typeof part === 'number' ? items : (properties[part] ?? additionalProperties)) as Node;
  }
  return Object.hasOwn(target().properties ?? {}, key);
}
