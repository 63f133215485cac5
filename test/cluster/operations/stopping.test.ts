import { describe, expect } from 'vitest';

import { kubectl } from '../support/kubectl.ts';
import type { Pod, Runner } from '../support/runner.ts';
import { it } from '../support/test.ts';
import { until } from '../support/until.ts';
import { busy, expectDrained, expectHandover, toldToEnd } from './busy.ts';

/** The warnings of a pod of a manager. */
async function warningsOf(runner: Runner, { metadata }: Pod): Promise<readonly string[]> {
  return (await runner.events()).filter(
    (event) => event.startsWith('Warning ') && event.includes(` Pod/${metadata.name}:`),
  );
}

describe.concurrent('Stopping without losing jobs', () => {
  it('a restart of the Deployment leaves the job to the old manager', async ({ start }) => {
    const before = await busy(await start());
    await kubectl(['rollout', 'restart', 'deployment/runner', `--namespace=${before.runner.namespace}`]);
    await expectHandover(before);
  });

  it('an evicted manager ends its job', async ({ start }) => {
    const before = await busy(await start());
    const { namespace, name } = before.manager.metadata;
    await before.runner.api.ask('POST', `/api/v1/namespaces/${namespace}/pods/${name}/eviction`, {
      apiVersion: 'policy/v1',
      kind: 'Eviction',
      metadata: { name, namespace },
    });
    await expectHandover(before);
  });

  it('a manager whose pod is deleted ends its job', async ({ start }) => {
    const before = await busy(await start());
    const { namespace, name } = before.manager.metadata;
    await before.runner.api.delete(`/api/v1/namespaces/${namespace}/pods/${name}`);
    await expectHandover(before);
  });

  it('scaled to zero, the last manager ends its job and takes no other', async ({ start }) => {
    const before = await busy(await start());
    const { runner, manager } = before;
    const ofStart = await warningsOf(runner, manager);
    await runner.api.patch(`${runner.deploymentPath}/scale`, { spec: { replicas: 0 } });
    await toldToEnd(runner);
    const other = runner.submit({ script: ['cat hello.txt'] });
    await expectDrained(before);
    expect(other.status).toBe('pending');
    // A start under load has warnings of its own, and a kubelet may ask a container that has just ended for its end. It
    // may also get no answer to whether the manager is ready: that has ended, or its node is busy.
    const ofStop = (await warningsOf(runner, manager)).filter(
      (event) => !ofStart.includes(event) && !/FailedKillPod|Readiness probe failed: Get /.test(event),
    );
    expect(ofStop).toEqual([expect.stringContaining('FailedPreStopHook')]);
  });

  // After the grace period the kubelet leaves a container two seconds, however busy the node is: that may be too few.
  it('a manager whose time is over gives its job up, and tells GitLab', { retry: 3 }, async ({ start }) => {
    const runner = await start({ spec: { manager: { terminationGracePeriodSeconds: 5 } } });
    const { job, manager } = await busy(runner);
    const { name, uid } = manager.metadata;
    await runner.api.delete(`/api/v1/namespaces/${runner.namespace}/pods/${name}`);
    await until('the manager is gone', async () =>
      (await runner.managers()).every(({ metadata }) => metadata.uid !== uid),
    );
    await job.ended(20);
    expect(job.status).toBe('failed');
    await until('the pod of the job is gone', async () => (await runner.podsOf(job)).length === 0);
  });
});
