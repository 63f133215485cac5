import { expect, it } from 'vitest';

import type { Diagnostic } from '../../src/core/findings/diagnostic.ts';
import { attach } from '../../src/doors/document-text/attach.ts';
import { readSource } from '../support/source.ts';

const source = readSource('a: 0644\nb: 1\nb: 2\nc: &c {d: 1}\ne: *c\n', 'x.yaml');
const finding = (path: (string | number)[], at: 'key' | 'value' = 'value'): Diagnostic => ({
  code: 'WRONG_TYPE',
  severity: 'error',
  message: 'wrong',
  path,
  at,
});
const places = (diagnostics: readonly Diagnostic[]): string[] =>
  attach(diagnostics, source).map(
    ({ code, file, range }) => `${file}:${range?.start.line}:${range?.start.column} ${code}`,
  );

it('puts all findings in file order, each with its place', () => {
  expect(places([finding(['c']), finding(['b'], 'value')])).toEqual([
    'x.yaml:1:4 AMBIGUOUS_VALUE',
    'x.yaml:2:4 WRONG_TYPE',
    'x.yaml:3:1 DUPLICATE_KEY',
    'x.yaml:4:7 WRONG_TYPE',
  ]);
});

it('keeps to the finding of the reader where a check stumbles over the same value', () => {
  expect(places([finding(['a'])])).toEqual(['x.yaml:1:4 AMBIGUOUS_VALUE', 'x.yaml:3:1 DUPLICATE_KEY']);
});

it('tells once what is wrong with a value that several aliases repeat', () => {
  expect(places([finding(['c', 'd']), finding(['e', 'd'])]).filter((line) => line.includes('WRONG'))).toEqual(
    ['x.yaml:4:11 WRONG_TYPE'],
  );
});
