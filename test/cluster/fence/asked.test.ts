import { rows } from './asked.ts';
import { it } from './fence-test.ts';

for (const { name, settings, ask, refused } of rows) {
  it(`${refused === undefined ? 'grants' : 'refuses'} the manager ${name}`, async ({ fenceOf }) => {
    const fence = await fenceOf(settings);
    const answer = await ask(fence);
    if (refused === undefined) return fence.expectAllowed(answer);
    const { policy, says, others } = refused;
    fence.expectRefused(answer, { policy: policy(fence.namespace), says }, others);
  });
}
