import { expect, it } from 'vitest';

import { goNumber } from '../../src/core/yaml/go-number.ts';

it.each([
  ['1', 1],
  ['-1.5', -1.5],
  ['+.5e3', 500],
  ['1.', 1],
  ['1_000', 1000],
  ['010', 8],
  ['0o10', 8],
  ['0O10', 8],
  ['-0b11', -3],
  ['0XfF', 255],
  ['08', 8],
  ['0', 0],
])('takes %s for the number %d', (text, number) => {
  expect(goNumber(text)).toBe(number);
});

it.each(['', 'a1', '_1', '1a', '0x', '0b2', '1.2.3', '-', '.', '1e', '2026-01-02'])(
  'takes %j for text',
  (text) => {
    expect(goNumber(text)).toBeUndefined();
  },
);
