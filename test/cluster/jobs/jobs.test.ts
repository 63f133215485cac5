import { it } from '../support/test.ts';
import { expectNothingForbidden, optionsOf, prove } from './row.ts';
import { rows } from './table.ts';

for (const row of rows) {
  it(row.name, async ({ api, gitlab, start, onTestFinished }) => {
    const runner = await start(await optionsOf(row, { api, gitlab, onTestFinished }));
    await prove(row, runner);
    await expectNothingForbidden(runner);
  });
}
