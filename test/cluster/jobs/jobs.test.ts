import { inject } from 'vitest';

import { it } from '../support/test.ts';
import { expectNothingForbidden, prove, sceneOf } from './row.ts';
import { rows } from './table.ts';

for (const row of rows) {
  it(row.name, async ({ api, gitlab, start, onTestFinished }) => {
    const scene = await sceneOf(row, { api, gitlab, host: inject('host'), onTestFinished });
    const runner = await start(scene.runner);
    await prove(scene, runner);
    await expectNothingForbidden(runner);
  });
}
