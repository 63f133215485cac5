import { expect } from 'vitest';

import { mergePatch } from '../../../src/core/data/merge-patch.ts';
import { type GitLabRunner, renderRunner } from '../../../src/index.ts';
import { fenced } from '../support/fence.ts';
import { it } from '../support/test.ts';
import { until } from '../support/until.ts';
import { isOfFence, MANAGER } from './fence.ts';

it('a job whose pod is refused ends with the words of the policy, which name the setting', async ({
  api,
  start,
}) => {
  const runner = await start(fenced({ runner: { kubernetes: { privileged: true } } }));
  expect(await runner.run({ script: ['true'] })).toMatchObject({ status: 'success' });
  // The manager keeps a config.toml that says more than the document.
  const runners = { default: { kubernetes: { privileged: false } } };
  const stricter = mergePatch(runner.document, { spec: { runners } }) as GitLabRunner;
  await runner.make(...renderRunner(stricter).filter(isOfFence));
  const says = `GitLabRunner ${runner.namespace}/${MANAGER} makes no container privileged`;
  await until('the stricter fence holds', async () => {
    const containers = [{ name: 'build', image: 'alpine:3', securityContext: { privileged: true } }];
    const { body } = await api
      .asAccount(runner.namespace, MANAGER)
      .send<{ message?: string }>('POST', `/api/v1/namespaces/${runner.namespace}/pods?dryRun=All`, {
        metadata: { name: 'probe' },
        spec: { automountServiceAccountToken: false, containers },
      });
    return body.message?.includes(says);
  });
  const job = await runner.run({ script: ['true'] });
  expect(job).toMatchObject({ status: 'failed', failureReason: 'runner_system_failure' });
  expect(job.trace).toContain(`${says} (spec.runners.*.kubernetes.privileged)`);
});
