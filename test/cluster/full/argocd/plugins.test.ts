import { describe, expect } from 'vitest';

import { mergePatch } from '../../../../src/core/data/merge-patch.ts';
import { type GitLabRunner, toYaml } from '../../../../src/index.ts';
import { directory } from '../../../support/project.ts';
import { conditionsOf, differing } from './application.ts';
import { applicationOf, type Commit, it } from './argocd-test.ts';
import { vendored } from './vendored.ts';

const documentAlone: Commit = ({ document }, atEnd) =>
  directory({ 'deploy/runner.yaml': toYaml([document]) }, atEnd);

describe.concurrent('Argo CD: a config management plugin', () => {
  it.for<readonly [string, string, Commit, RegExp]>([
    [
      'the command line',
      'gitlab-runner-manifests',
      documentAlone,
      /gitlab-runner-manifests render runner\.yaml` failed exit status 1: runner\.yaml:\d+:\d+: error UNKNOWN_KEY There is no key "concurent"/,
    ],
    [
      'kustomize with the vendored function',
      'kustomize-exec',
      vendored,
      /failed exit status 1: GitLabRunner "gitlab-runner":\n+error UNKNOWN_KEY spec\.config\.concurent/,
    ],
  ])('that is %s', async ([, name, commit, says], { start, through, onTestFinished }) => {
    const runner = await start({ deploy: through(commit, { path: 'deploy', plugin: { name } }) });
    const application = applicationOf(runner);
    await application.until('it is healthy', ({ health }) => health?.status === 'Healthy');
    expect(await runner.run({ script: ['cat hello.txt'] })).toMatchObject({ status: 'success' });
    const again = await application.refresh();
    expect([differing(again), again.conditions]).toEqual([[], undefined]);
    const document = mergePatch(runner.document, { spec: { config: { concurent: 3 } } }) as GitLabRunner;
    await application.commit(await commit({ ...runner, document }, onTestFinished));
    const refused = await application.until('it cannot be built', (status) => conditionsOf(status) !== '');
    expect(conditionsOf(refused)).toMatch(says);
  });
});
