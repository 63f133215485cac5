import { expect, it } from 'vitest';

import { findings } from '../../support/findings.ts';

const labels = (prefix: string, count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}-${index}`, 'x']));

it('counts the labels of both sections together, once each', () => {
  const config = { labels: labels('both', 16) };
  expect(findings({ labels: { ...labels('own', 16), ...labels('both', 4) } }, { config })).toEqual([]);
  expect(findings({ labels: labels('own', 17) }, { config })).toEqual(['error TOO_MANY_LABELS labels']);
  expect(findings({}, { config: { labels: labels('both', 33) } })).toEqual(['error TOO_MANY_LABELS']);
});
