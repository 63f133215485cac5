import { expect, it } from 'vitest';

import { beginning, withoutNames } from '../../src/core/credentials/unread.ts';

it.each([
  ['', ''],
  ['limit:', 'limit:'],
  ['1234567', '1234567'],
  ['12345678', '123…'],
])('shows of the word %j no more than %j', (word, shown) => {
  expect(beginning(word)).toBe(shown);
});

it.each([
  ['unknown tag !<EXAMPLE>', 'unknown tag !<…>'],
  ['unidentified alias "EXAMPLE"', 'unidentified alias "…"'],
  ['an alias "EXAM"PLE" (1:2)', 'an alias "…" (1:2)'],
  ['bad indentation', 'bad indentation'],
  ['at glrt-EXAMPLE', 'at glrt-…'],
])('shows what a parser says, %j, as %j', (message, shown) => {
  expect(withoutNames(message)).toBe(shown);
});
