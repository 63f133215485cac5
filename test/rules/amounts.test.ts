import { expect, it } from 'vitest';

import type { Advice } from '../../src/core/findings/diagnostic.ts';
import { doubtAmount } from '../../src/core/rules/amounts.ts';

/** What is suggested instead of each amount that is doubted. */
function suggested(resource: string, amount: string): readonly unknown[] {
  const all: unknown[] = [];
  doubtAmount(resource, amount, { path: [] }, (_code, _place, _message, advice) => {
    all.push((advice as Advice).suggestion ?? 'nothing');
  });
  return all;
}

it.each([
  ['cpu', '500000', '500000m'],
  ['cpu', '500M', '500m'],
  ['cpu', '1e4', 'nothing'],
  ['cpu', '4k', 'nothing'],
  ['cpu', '4000000', 'nothing'],
  ['memory', '512', '512Mi'],
  ['memory', '512m', '512Mi'],
  ['memory', '1e2', 'nothing'],
  ['memory', '1e-3', 'nothing'],
  ['memory', '1Ki', 'nothing'],
  ['ephemeral-storage', '0.000001', 'nothing'],
])('of %s %j is doubted, and %s suggested', (resource, amount, suggestion) => {
  expect(suggested(resource, amount)).toEqual([suggestion]);
});

it('takes other amounts', () => {
  expect([...suggested('cpu', '999'), ...suggested('memory', '1Mi'), ...suggested('memory', '0')]).toEqual(
    [],
  );
});
