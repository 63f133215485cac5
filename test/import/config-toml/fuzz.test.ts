import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { encodeToml, type TomlTable } from '../../../src/core/config-toml/encode.ts';
import { registered } from '../../../src/import/config-toml/registered.ts';
import { importConfig } from '../../../src/import/import-config.ts';
import { fileText } from '../../../src/import/read/located.ts';
import { readToml } from '../../../src/import/read/toml.ts';
import { planted, shows } from '../../support/planted-secrets.ts';

/** How many documents with a secret are tried; more of them by hand. */
const runs = Number(process.env.SECRET_RUNS ?? 300);
/** All texts in a value, keys among them. */
function textsOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .flatMap(([key, item]) => [key, textsOf(item)])
    .join('\n');
}

/** The config.toml with the global keys and the runners of a document as they stand, where TOML has such a thing. */
function tomlOf(document: unknown): string | undefined {
  const { spec } = document as { spec?: { config?: object; runners?: object } };
  const runners = Object.values(spec?.runners ?? {}).map((entry) => ({
    name: 'one',
    executor: 'kubernetes',
    ...(entry as object),
  }));
  try {
    return encodeToml({ ...spec?.config, runners } as unknown as TomlTable);
  } catch {
    return undefined;
  }
}

describe('a config.toml with a secret anywhere', () => {
  it('makes a document and a report that do not show it', () => {
    let count = 0;
    for (let number = 1; number <= runs; number += 1) {
      const { document, form, place } = planted(number);
      const toml = tomlOf(document);
      if (toml === undefined || !shows(toml, form.secret)) continue;
      count += 1;
      const made = importConfig([{ name: 'config.toml', text: toml }]);
      expect([place, form.name, number, shows(textsOf(made), form.secret)]).toEqual([
        place,
        form.name,
        number,
        false,
      ]);
      const template = readToml(fileText('values.yaml', toml));
      if ('message' in template) continue;
      const part = registered({
        id: 'one',
        template,
        environment: new Map(),
        token: { name: 't', key: 'k' },
      });
      const seen = textsOf([part.remarks, part.secrets, part.settings]);
      expect([place, form.name, number, shows(seen, form.secret)]).toEqual([place, form.name, number, false]);
    }
    expect(count).toBeGreaterThan(runs / 10);
  });
});

const goldens = new URL('../../golden/', import.meta.url);
const texts = readdirSync(goldens).map((name) =>
  readFileSync(new URL(`${name}/config.toml`, goldens), 'utf8'),
);
const bit = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.constantFrom(
    '\n',
    '"',
    "'''",
    '[',
    ']',
    '[[runners]]\n',
    '= ',
    '.',
    '#',
    '{',
    '}',
    '0',
    'true',
    '__proto__',
  ),
);
const edited = fc
  .tuple(
    fc.constantFrom(...texts),
    fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(30), bit), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([text, edits]) =>
    edits.reduce((now, [at, gone, put]) => {
      const start = Math.floor(at * now.length);
      return now.slice(0, start) + put + now.slice(start + gone);
    }, text),
  );

describe('a config.toml whose text was changed at random', () => {
  it('is read or refused', () => {
    fc.assert(
      fc.property(edited, (text) => {
        const { documents, report } = importConfig([{ name: 'config.toml', text }]);
        expect(documents.length + report.remarks.length).toBeGreaterThan(0);
      }),
      { seed: 20260101, numRuns: 150 },
    );
  });
});
