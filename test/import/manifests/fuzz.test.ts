/**
 * More texts than the default, from the shell:
 *
 *     IMPORT_RUNS=5000 npx vitest run test/import/manifests/fuzz.test.ts
 */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';

import { importConfig } from '../../../src/import/import-config.ts';

const folder = new URL('fixtures/', import.meta.url);
const texts = readdirSync(folder).map((name) =>
  readFileSync(new URL(`${name}/objects.yaml`, folder), 'utf8'),
);

const runs = {
  numRuns: Number(process.env.IMPORT_RUNS ?? 60),
  seed: Number(process.env.FUZZ_SEED ?? 20261125),
};

/** What takes the place of a value. */
const VALUES = ['null', '[]', '{}', '""', '1', 'true', '[null]', '[{}]', '{a: {b: null}}', '"${X}"', '"/"'];

/** Objects of which some lines are gone or say something else. */
const spoilt = fc
  .tuple(
    fc.constantFrom(...texts),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom(undefined, ...VALUES)), { minLength: 1, maxLength: 6 }),
  )
  .map(([text, changes]) => {
    const lines = text.split('\n');
    for (const [place, value] of changes) {
      const at = place % lines.length;
      if (value === undefined) lines.splice(at, 1);
      else lines[at] = lines[at]!.replace(/^(\s*(?:- )?[\w.-]+:).*/, `$1 ${value}`);
    }
    return lines.join('\n');
  });

it('never throws, nor tells a credential', () => {
  fc.assert(
    fc.property(spoilt, (text) => {
      const said = JSON.stringify(importConfig([{ name: 'objects.yaml', text }]));
      expect(said).not.toMatch(/glrt-EXAMPLE|Z2xydC1F/);
    }),
    runs,
  );
});
