import { describe, expect } from 'vitest';

import { mergePatch } from '../../../../src/core/data/merge-patch.ts';
import type { GitLabRunner } from '../../../../src/index.ts';
import type { Runner } from '../../support/runner.ts';
import { type Application, conditionsOf, differing } from './application.ts';
import { alone, applicationOf, setBuildOptions } from './argocd-test.ts';
import { vendored } from './vendored.ts';

const FUNCTIONS = '--enable-alpha-plugins --enable-exec';

/** Throws unless Argo CD says why it cannot build, and the manager that is there is left to go on. */
async function expectRefused(
  runner: Runner,
  application: Application,
  says: string | RegExp,
): Promise<string> {
  const [before] = await runner.managers();
  const refused = await application.until('it cannot be built', (status) => conditionsOf(status) !== '');
  expect(conditionsOf(refused)).toMatch(says);
  expect(refused).toMatchObject({ sync: { status: 'Unknown' }, health: { status: 'Healthy' } });
  expect(await runner.run({ script: ['cat hello.txt'] })).toMatchObject({ status: 'success' });
  const after = await runner.managers();
  expect(after.map(({ metadata }) => metadata.uid)).toEqual([before!.metadata.uid]);
  return conditionsOf(refused);
}

// Its options are those of all Applications, so that these tests run one after the other.
describe('Argo CD: the native function in the repository', () => {
  alone('runs in the repo server with the options for it', async ({ start, through }) => {
    await setBuildOptions(FUNCTIONS);
    const runner = await start({ deploy: through(vendored, { path: 'deploy' }) });
    const application = applicationOf(runner);
    await application.until('it is healthy', ({ health }) => health?.status === 'Healthy');
    expect(await runner.run({ script: ['cat hello.txt'] })).toMatchObject({ status: 'success' });
    const again = await application.refresh();
    expect([differing(again), again.conditions]).toEqual([[], undefined]);
  });

  alone(
    'an error in the document is what the condition says first of its own',
    async ({ start, through, onTestFinished }) => {
      await setBuildOptions(FUNCTIONS);
      const runner = await start({ deploy: through(vendored, { path: 'deploy' }) });
      const application = applicationOf(runner);
      await application.until('it is healthy', ({ health }) => health?.status === 'Healthy');
      const document = mergePatch(runner.document, { spec: { config: { concurent: 3 } } }) as GitLabRunner;
      await application.commit(await vendored({ ...runner, document }, onTestFinished));
      const condition = await expectRefused(
        runner,
        application,
        /^ComparisonError: .*` failed exit status 1: GitLabRunner "gitlab-runner":\n+error UNKNOWN_KEY spec\.config\.concurent\n/,
      );
      // All before is Argo CD's own.
      expect(condition.indexOf('GitLabRunner')).toBeLessThan(250);
    },
  );

  alone.for<readonly [string, string, RegExp]>([
    ['without any option', '', /external plugins disabled; unable to load external plugin 'GitLabRunner'/],
    [
      'with functions, but not as programs, by the guard',
      '--enable-alpha-plugins',
      /nothing selected by Deployment\.\[noVer\]\.\[noGrp\]\S*:kind/,
    ],
  ])('%s it is an error, and the cluster is left alone', async ([, options, says], { start, through }) => {
    await setBuildOptions(FUNCTIONS);
    const runner = await start({ deploy: through(vendored, { path: 'deploy' }) });
    const application = applicationOf(runner);
    await application.until('it is healthy', ({ health }) => health?.status === 'Healthy');
    await setBuildOptions(options);
    await expectRefused(runner, application, says);
  });
});
