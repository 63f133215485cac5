/**
 * More texts than the default, and other ones each time, from the shell:
 *
 *     IMPORT_RUNS=20000 FUZZ_SEED=$RANDOM npx vitest run test/import/fuzz.test.ts
 */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importReport } from '../../src/doors/cli/report/import.ts';
import { importConfig } from '../../src/import/import-config.ts';

const fuzz = {
  numRuns: Number(process.env.IMPORT_RUNS ?? 150),
  seed: Number(process.env.FUZZ_SEED ?? 1),
};

/** Where the texts have a credential that is known by its looks. */
const TOKEN = 'TOKEN-HERE';
/** Where they have one that is known by its place alone. */
const KEY = 'KEY-HERE';

const folder = new URL('hostile/', import.meta.url);
const texts = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));

const letter = fc.constantFrom(...'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789');
const word = (length: number): fc.Arbitrary<string> =>
  fc.array(letter, { minLength: length, maxLength: length }).map((letters) => `${letters.join('')}aZ9`);

/** What takes the place of a value. */
const HOSTILE = [
  'null',
  '~',
  '[]',
  '{}',
  '""',
  '-1',
  '1e999',
  '99999999999999999999999999',
  '.inf',
  '0x1F',
  '1:30',
  'yes',
  'no',
  'true',
  '[null, [], {}]',
  '{a: {b: null}}',
  '{__proto__: {polluted: 1}}',
  '"${X}"',
  '"{{ .Values.x }}"',
  '"{{"',
  '"\\u0000\\u001b[31m"',
  '"\\ud800"',
  '!!binary aGVsbG8=',
  '2001-01-01T00:00:00Z',
  "'''",
  '"/"',
  '*missing',
  '&a [*a]',
  '|',
  '>-',
  '[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]',
] as const;

const KEYS = [
  '__proto__',
  'constructor',
  'toString',
  '<<',
  '"a.b"',
  '? [a]',
  '0',
  '""',
  'runners',
  'spec',
  'kind',
];

type Change = (lines: string[], place: number, other: number) => void;

const changes: readonly Change[] = [
  (lines, place) => void lines.splice(place, 1),
  (lines, place, other) => void lines.splice(place, 1 + (other % 10)),
  (lines, place, other) => void lines.splice(place, 0, lines[other]!),
  (lines, place, other) => {
    [lines[place], lines[other]] = [lines[other]!, lines[place]!];
  },
  (lines, place, other) => {
    const value = HOSTILE[other % HOSTILE.length]!;
    lines[place] = lines[place]!.replace(/^(\s*(?:- )?[\w.-]+(?::| *=)).*/, (_, key) => `${key} ${value}`);
  },
  (lines, place, other) => {
    const key = KEYS[other % KEYS.length]!;
    lines[place] = lines[place]!.replace(/^(\s*(?:- )?)[\w.-]+(?=:| *=)/, (_, indent) => indent + key);
  },
  (lines, place) => {
    lines[place] = ` ${lines[place]}`;
  },
  (lines, place) => {
    lines[place] = lines[place]!.replace(/^ {2}/, '\t');
  },
  (lines, place, other) => {
    lines[place] = lines[place]!.slice(0, other % (lines[place]!.length + 1));
  },
  (lines, place) => void lines.splice(place, 0, '---'),
  (lines, place) => void lines.splice(place),
  (lines, place) => {
    lines[place] += '\r';
  },
  (lines, place) => {
    lines[place] = `\u{feff}${lines[place]}\u0000`;
  },
];

const spoilt = fc
  .record({
    inputs: fc.subarray(texts, { minLength: 1, maxLength: 2 }),
    token: word(20),
    key: word(24),
    edits: fc.array(fc.tuple(fc.constantFrom(...changes), fc.nat(), fc.nat()), { maxLength: 8 }),
    crlf: fc.boolean(),
    name: fc.constantFrom('values.yaml', 'config.toml', '-'),
  })
  .map(({ inputs, token, key, edits, crlf, name }) => ({
    secrets: [token, key],
    inputs: inputs.map((text) => {
      const lines = text.split(TOKEN).join(`glrt-${token}`).split(KEY).join(key).split('\n');
      for (const [change, place, other] of edits) {
        if (lines.length > 0) change(lines, place % lines.length, other % lines.length);
      }
      return { name, text: lines.join(crlf ? '\r\n' : '\n') };
    }),
  }));

describe('any text', () => {
  it('becomes documents or is refused, and shows no credential', () => {
    fc.assert(
      fc.property(spoilt, fc.boolean(), fc.boolean(), ({ inputs, secrets }, keepVersion, isOurs) => {
        const imported = importConfig(inputs, { keepVersion, defaults: isOurs ? 'ours' : 'theirs' });
        const said = [
          JSON.stringify(imported),
          importReport(imported, undefined, { color: false, columns: 100 }),
        ];
        for (const secret of secrets) {
          for (const text of said) expect(text).not.toContain(secret);
          expect(said[0]).not.toContain(btoa(`glrt-${secret}`).slice(0, 20));
        }
        expect(imported.documents).toHaveLength(imported.report.documents.length);
        if (imported.documents.length === 0)
          expect(imported.report.remarks.some(({ kind }) => kind === 'refused')).toBe(true);
      }),
      fuzz,
    );
  });
});
