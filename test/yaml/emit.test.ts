import fc from 'fast-check';
import { expect, it } from 'vitest';

import { documentOf, emit, toYaml } from '../../src/core/yaml/emit.ts';
import { character } from '../support/random-text.ts';

const asLibrary = (value: object): string => documentOf(value).toString({ lineWidth: 0 });

it.each(['=', ' a', '0X1F', '1e1_0', 'yes', '1:30', '<<'])('quotes %j, as a key and as a value', (text) => {
  expect(emit({ [text]: text })).toBe(`"${text}": "${text}"\n`);
});

it.each(['==', '=a', 'a=', '0o8'])('leaves %j plain, which is text to all', (text) => {
  expect(emit({ [text]: text })).toBe(`${text}: ${text}\n`);
});

it('writes each object after a line of its own', () => {
  expect(toYaml([{ a: [1, { b: 'two\nlines\n', c: [] }] }, { d: {} }])).toBe(
    '---\na:\n  - 1\n  - b: |\n      two\n      lines\n    c: []\n---\nd: {}\n',
  );
});

/** Texts that are close to what some reader takes for something else. */
const text = fc.oneof(
  fc.string({ unit: character, maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 160 }),
  fc.string({
    unit: fc.constantFrom(...'-+.:~=<>|?!&*#%@`,[]{}"\'\\/ \t\n\r\u0085\u2028\uFEFFaAeEnNxXoO01_'),
    maxLength: 12,
  }),
  fc
    .tuple(
      fc.constantFrom('', ' ', '-', '--', '---', '/', '\n', '\t', '"', "'", '%', '...'),
      fc.constantFrom(
        '',
        'y',
        'No',
        'NULL',
        'True',
        'off',
        '.inf',
        '-.Inf',
        '.nan',
        '~',
        '<<',
        '=',
        '0x1f',
        '0o7',
        '1_0',
        '1e3',
        '1:30',
        '2026-11-26',
        '19.3.0',
        '1.5',
        '10.0.0.0/8',
        '100m',
        '128Mi',
        '1E',
        'word',
        'words # and',
        'image:1.2',
        'a: b',
        'a:\n  b\n',
      ),
      fc.constantFrom('', ' ', ':', ': ', ':a', '\n', '\n\n', ' \n', '\n ', '#', ' #', '-', '=', '@x', '/y'),
    )
    .map((parts) => parts.join('')),
);
const scalar = fc.oneof(
  { weight: 6, arbitrary: text },
  fc.double(),
  fc.integer(),
  fc.constantFrom(null, true, false, -0, 1e21, undefined, new Date(0)),
);
const { mapping } = fc.letrec<{ value: unknown; mapping: object }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'deep' },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    tie('mapping'),
  ),
  mapping: fc.dictionary(text, tie('value'), { maxKeys: 4, depthIdentifier: 'deep' }),
}));

it('writes any data byte for byte as the library does', () => {
  const root = fc.oneof(mapping, fc.array(mapping, { maxLength: 3 }));
  fc.assert(
    fc.property(root, (value) => {
      expect(emit(value)).toBe(asLibrary(value));
    }),
    { numRuns: 2000 },
  );
});

it('writes what is no plain data as the library does', () => {
  class Model {
    readonly kind = 'ConfigMap';
    toJSON(): object {
      return { kind: this.kind, data: { a: '1' } };
    }
  }
  const cases = [
    new Model(),
    { list: new Array(2) },
    { call: new Map([['a', 1]]) },
    { ['k'.repeat(1025)]: 'v' },
    { a: undefined },
    { n: 10n },
  ];
  for (const value of cases) expect(emit(value)).toBe(asLibrary(value));
});
