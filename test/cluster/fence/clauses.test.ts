import { expect, it as plain } from 'vitest';

import { clauses } from '../../../src/core/fence/clauses.ts';
import { mixed, rows } from './clauses.ts';
import { it } from './fence-test.ts';

for (const [index, { clause, says, settings, base = [], passes = [], refused }] of rows.entries()) {
  it(`${clause} ${index}: the document ${says.replace(/ \($/, '')}`, async ({ fenceOf }) => {
    const fence = await fenceOf(settings);
    const { setting } = clauses.find(({ name }) => name === clause)!;
    for (const changes of [[], ...passes.map((change) => [change])]) {
      fence.expectAllowed(await fence.create(...base, ...changes));
    }
    for (const change of refused) {
      const answer = await fence.create(...base, change);
      fence.expectRefused(answer, { says });
      expect(answer.body.message).toContain(`(${setting})`);
    }
  });
}

it('no pod has a part of what one runner has, and the rest from another one', async ({ fenceOf }) => {
  const fence = await fenceOf(mixed);
  for (const change of mixed.passes!) fence.expectAllowed(await fence.create(change));
  for (const change of mixed.refused) {
    fence.expectRefused(await fence.create(change), { says: 'makes no pod that has all of this' });
  }
});

plain('each clause has a row', () => {
  const names = new Set(rows.map(({ clause }) => clause));
  expect([...names].sort()).toEqual(clauses.map(({ name }) => name).sort());
});
