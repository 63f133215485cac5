import { describe, expect } from 'vitest';

import { type Busy, busy, expectSuccess, toldToEnd } from '../../operations/busy.ts';
import { commandsWith } from '../../operations/commands.ts';
import { shell } from '../../support/kubectl.ts';
import { until } from '../../support/until.ts';
import { it, kustomizationOf } from './flux-test.ts';

/** Commits that there is no manager, and waits as the docs say. Throws unless the job ends well. */
async function drain({ runner, job }: Busy): Promise<void> {
  await runner.change({ spec: { manager: { replicas: 0 } } });
  await toldToEnd(runner);
  const waited = shell(commandsWith('--for=delete', runner, 'docs/gitops.md'));
  await expectSuccess({ runner, job });
  await waited;
  expect(await runner.managers()).toEqual([]);
  await until('jobs have left nothing', async () => (await runner.leftovers()).length === 0);
}

describe.concurrent('Flux: removal while a job runs', () => {
  it('in two steps the job ends well, and nothing is left, not even the Namespace', async ({
    start,
    through,
  }) => {
    const spec = { delivery: { controller: 'Flux', namespacePolicy: 'Delete' } };
    const before = await busy(await start({ spec, deploy: through() }));
    const { runner } = before;
    const kustomization = kustomizationOf(runner);
    await drain(before);
    await kustomization.delete();
    await until('the Kustomization is gone', () => kustomization.isGone());
    await until(
      'the Namespace is gone',
      async () => (await runner.api.find(`/api/v1/namespaces/${runner.namespace}`)) === undefined,
    );
  });

  it('by default the Namespace stays, with the Secret of the token', async ({ start, through }) => {
    const before = await busy(await start({ spec: { delivery: { controller: 'Flux' } }, deploy: through() }));
    const { runner } = before;
    const kustomization = kustomizationOf(runner);
    await drain(before);
    await kustomization.delete();
    await until('the Kustomization is gone', () => kustomization.isGone());
    await until(
      'the account is gone',
      async () =>
        (await runner.api.find(`/api/v1/namespaces/${runner.namespace}/serviceaccounts/runner`)) ===
        undefined,
    );
    const namespace = `/api/v1/namespaces/${runner.namespace}`;
    expect(await runner.api.get(namespace)).toMatchObject({ status: { phase: 'Active' } });
    expect(await runner.api.find(`${namespace}/secrets/runner-token`)).toBeDefined();
  });

  it('in one step with the Namespace the job fails', async ({ start, through }) => {
    const spec = { delivery: { controller: 'Flux', namespacePolicy: 'Delete' } };
    const { runner, job } = await busy(await start({ spec, deploy: through() }));
    await kustomizationOf(runner).delete();
    await job.ended();
    expect(job).toMatchObject({ status: 'failed', failureReason: 'runner_system_failure' });
  });

  it('in one step without it the pod of the job is left behind', async ({ start, through }) => {
    const { runner, job } = await busy(
      await start({ spec: { delivery: { controller: 'Flux' } }, deploy: through() }),
    );
    await kustomizationOf(runner).delete();
    await toldToEnd(runner);
    await job.says('Getting job pod status Unauthorized');
    await runner.release(job);
    await until('the manager has ended', async () => (await runner.managers()).length === 0);
    const [pod] = await runner.podsOf(job);
    expect(pod!.metadata.deletionTimestamp).toBeUndefined();
  });

  it('a Namespace that the document leaves to others stays', async ({ start, through }) => {
    const runner = await start({ spec: { delivery: { controller: 'Flux' } }, deploy: through() });
    await runner.change({ spec: { namespace: { create: false } } });
    expect(await runner.run({ script: ['cat hello.txt'] })).toMatchObject({ status: 'success' });
    expect(await runner.api.get(`/api/v1/namespaces/${runner.namespace}`)).toMatchObject({
      status: { phase: 'Active' },
    });
  });
});
