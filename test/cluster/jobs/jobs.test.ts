import { expect, inject } from 'vitest';

import { certificateFor } from '../../support/certificate.ts';
import { fenced } from '../support/fence.ts';
import { GitLab } from '../support/gitlab/gitlab.ts';
import { it } from '../support/test.ts';
import { until } from '../support/until.ts';
import { expectNothingForbidden, prove, sceneOf } from './row.ts';
import { rows } from './table.ts';

for (const row of rows) {
  it(row.name, async ({ api, gitlab, start, onTestFinished }) => {
    const scene = await sceneOf(row, { api, gitlab, host: inject('host'), onTestFinished });
    const runner = await start(fenced(scene.runner ?? {}));
    await prove(scene, runner);
    await expectNothingForbidden(runner);
  });
}

it('a manager that does not know the authority of GitLab says so', async ({ apply, onTestFinished }) => {
  const host = inject('host');
  const gitlab = await GitLab.start(host, { certificate: certificateFor(host) });
  onTestFinished(() => gitlab.stop());
  const runner = await apply({ gitlab });
  await until('the manager says so', async () =>
    (await runner.log()).includes('certificate signed by unknown authority'),
  );
  expect(gitlab.requests).toEqual([]);
});
