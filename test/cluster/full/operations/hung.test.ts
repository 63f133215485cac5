import { describe, expect } from 'vitest';

import { busy } from '../../operations/busy.ts';
import type { Pod } from '../../support/runner.ts';
import { signal } from '../../support/signal.ts';
import { it } from '../../support/test.ts';
import { until } from '../../support/until.ts';

const isReady = ({ status: { conditions = [] } }: Pod): boolean =>
  conditions.some(({ type, status }) => type === 'Ready' && status === 'True');

describe.concurrent('Stopping without losing jobs', () => {
  it('a manager that hangs is not ready, is started again, and takes jobs', async ({ start }) => {
    const runner = await start();
    const [manager] = await runner.managers();
    await signal(runner, manager!, 'STOP');
    const hung = Date.now();
    await until('it is not ready', async () => !(await runner.managers()).some(isReady), 90);
    await until(
      'it is started again',
      async () => (await runner.managers())[0]!.status.containerStatuses![0]!.restartCount === 1,
      400,
    );
    // Six failures, twenty seconds apart, and half a minute to end.
    expect((Date.now() - hung) / 1000).toBeGreaterThan(100);
    await until('it is ready', async () => (await runner.managers()).some(isReady));
    expect(await runner.run({ script: ['cat hello.txt'] })).toMatchObject({ status: 'success' });
  });

  it('the pod of a job whose manager was killed ends at the timeout of the job', async ({ start }) => {
    const runner = await start();
    const { job, manager } = await busy(runner, { timeout: 90 });
    await signal(runner, manager, 'KILL');
    await until('the manager is started again', async () => {
      const [{ status } = manager] = await runner.managers();
      return status.containerStatuses![0]!.restartCount === 1;
    });
    const [pod] = await runner.podsOf(job);
    expect(pod!.status.phase).toBe('Running');
    await until(
      'the pod of the job has ended',
      async () => (await runner.podsOf(job))[0]?.status.reason === 'DeadlineExceeded',
      300,
    );
    expect(await runner.run({ script: ['cat hello.txt'] })).toMatchObject({ status: 'success' });
  });
});
