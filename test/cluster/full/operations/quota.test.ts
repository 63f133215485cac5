import { describe, expect } from 'vitest';

import { newNamespace } from '../../support/namespace.ts';
import type { Runner, RunnerOptions } from '../../support/runner.ts';
import { it } from '../../support/test.ts';

const COUNT = 12;

/** The jobs of a burst that is larger than the room for it. */
function burst(runner: Runner): Promise<readonly string[]> {
  const jobs = Array.from({ length: COUNT }, () => runner.run({ script: ['cat hello.txt'] }, 600));
  return Promise.all(jobs.map(async (job) => (await job).status));
}

describe.concurrent('Separate job namespaces', () => {
  it('with a quota of the document jobs wait for room, and all succeed', async ({ start }) => {
    const runner = await start({
      runner: { kubernetes: { cleanup_grace_period_seconds: null } },
      spec: { jobs: { namespace: newNamespace(), resourceQuota: { hard: { pods: '4' } } } },
    });
    expect(await burst(runner)).toEqual(Array(COUNT).fill('success'));
  });

  it('with a quota of someone else the runner fails jobs for which there is no room', async ({ start }) => {
    const runner = await start(withForeignQuota(newNamespace(), {}));
    const jobs = await burst(runner);
    expect(jobs).toContain('success');
    expect(jobs).toContain('failed');
    expect(runner.jobs.map(({ trace }) => trace).join('\n')).toMatch(/system failure.*exceeded quota/);
  });

  it('with a quota of someone else and `retry_limits` of the document all succeed', async ({ start }) => {
    const runner = await start(withForeignQuota(newNamespace(), { retry_limits: { 'exceeded quota': 90 } }));
    expect(await burst(runner)).toEqual(Array(COUNT).fill('success'));
  });
});

/** A runner whose jobs share a namespace with a quota that the document does not know. */
function withForeignQuota(namespace: string, kubernetes: object): RunnerOptions {
  return {
    runner: { kubernetes: { cleanup_grace_period_seconds: null, ...kubernetes } },
    spec: { jobs: { namespace } },
    objects: () => [
      {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'pods', namespace },
        spec: { hard: { pods: '4' } },
      },
    ],
  };
}
