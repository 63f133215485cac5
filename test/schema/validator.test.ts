import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type AnySchemaObject } from 'ajv';
import fc from 'fast-check';
import { expect, it } from 'vitest';

import { options, withAmountsAsText } from '../../scripts/validator.ts';
import { type AjvError, validate } from '../../src/core/generated/validator.ts';
import { shapelyDocument } from '../support/document-arbitrary.ts';
import { root } from '../support/project.ts';

const schema = JSON.parse(
  readFileSync(join(root, 'src/core/schema/gitlab-runner.schema.json'), 'utf8'),
) as AnySchemaObject;
// What entries need of what they share, the validator is not asked: it sees them merged.
const { allOf: _, ...spec } = schema.definitions.Spec;
const asWritten = new Ajv({ ...options, strict: false }).compile(
  withAmountsAsText({ ...schema, definitions: { ...schema.definitions, Spec: spec } }),
);

/** What diagnostics are made from. The schema itself tells the allowed values, and the error of a key says all of it. */
const told = (errors: readonly object[] | null | undefined): object[] =>
  ((errors ?? []) as AjvError[])
    .filter(({ keyword }) => keyword !== 'propertyNames')
    .map(({ instancePath, keyword, params, propertyName }) => ({
      instancePath,
      keyword,
      params: keyword === 'enum' ? {} : params,
      propertyName,
    }));

/** Every place in a value. */
function places(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, item]) =>
      places(item, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

const wrongValue = fc.constantFrom<unknown>(
  null,
  true,
  0,
  -1,
  1.5,
  1e9,
  '',
  'A b',
  '2GB',
  [],
  [[]],
  {},
  { a: 1, 'x/y~z': {} },
);

/** A document with a few values replaced, keys renamed and keys added. */
const wrongDocument = shapelyDocument.chain((document) =>
  fc
    .array(
      fc.record({
        place: fc.constantFrom(...places(document)),
        value: wrongValue,
        how: fc.constantFrom('replace', 'remove', 'add'),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((changes) => {
      const copy = structuredClone(document) as unknown;
      for (const { place, value, how } of changes) {
        const parent = place
          .slice(0, -1)
          .reduce<unknown>((at, key) => (at as Record<string, unknown> | null)?.[key], copy);
        if (typeof parent !== 'object' || parent === null || place.length === 0) continue;
        const key = place.at(-1)!;
        if (how === 'remove' && !Array.isArray(parent)) delete (parent as Record<string, unknown>)[key];
        else
          (parent as Record<string | number, unknown>)[
            how === 'add' && !Array.isArray(parent) ? `${key}/~x` : key
          ] = structuredClone(value);
      }
      return copy;
    }),
);

it('finds what Ajv finds with the schema as it is written, fills in the same defaults and makes the same text of amounts', () => {
  let wrong = 0;
  fc.assert(
    fc.property(wrongDocument, (document) => {
      const [ours, theirs] = [structuredClone(document), structuredClone(document)];
      const errors = validate(ours);
      expect(errors === null).toBe(asWritten(theirs));
      expect(told(errors)).toEqual(told(asWritten.errors));
      expect(ours).toEqual(theirs);
      wrong += errors ? 1 : 0;
    }),
    { seed: 20260104, numRuns: 400 },
  );
  expect(wrong).toBeGreaterThan(200);
});
