import { expect } from 'vitest';

import type { Job, JobSpec } from '../support/gitlab/job.ts';
import type { Pod, Runner } from '../support/runner.ts';
import { until } from '../support/until.ts';

/** A runner with a manager that runs a job. */
export interface Busy {
  readonly runner: Runner;
  readonly manager: Pod;
  readonly job: Job;
}

/** Gives a runner with one manager a job, which it runs until it is told to end. */
export async function busy(runner: Runner, spec?: Omit<JobSpec, 'script'>): Promise<Busy> {
  const job = await runner.hold(spec);
  const [manager, ...others] = await runner.managers();
  expect(others).toEqual([]);
  return { runner, manager: manager!, job };
}

/** Lets the job end. Throws unless it ends well, with all that it has said. */
export async function expectSuccess({ runner, job }: Pick<Busy, 'runner' | 'job'>): Promise<void> {
  expect(job.hasEnded).toBe(false);
  await runner.release(job);
  expect(job).toMatchObject({ status: 'success' });
  expect(job.trace).toMatch(/it runs[\s\S]*to the end[\s\S]*Job succeeded/);
}

/** Throws unless the same manager is there, without a restart, and the job ends well. */
export async function expectUndisturbed({ runner, manager, job }: Busy): Promise<void> {
  await expectSuccess({ runner, job });
  const managers = await runner.managers();
  expect(managers.map(({ metadata }) => [metadata.uid, metadata.deletionTimestamp])).toEqual([
    [manager.metadata.uid, undefined],
  ]);
  const { containerStatuses = [], initContainerStatuses = [] } = managers[0]!.status;
  for (const { restartCount } of [...containerStatuses, ...initContainerStatuses]) {
    expect(restartCount).toBe(0);
  }
}

/** Throws unless another manager takes jobs while the old one still runs its own, which ends well. */
export async function expectHandover({ runner, manager, job }: Busy): Promise<void> {
  await toldToEnd(runner);
  const next = await runner.run({ script: ['cat hello.txt'] });
  expect(next.status).toBe('success');
  expect(next.manager).not.toBe(job.manager);
  await expectDrained({ runner, manager, job });
}

/** Waits until a manager knows that it has to end: before, it takes jobs. */
export async function toldToEnd(runner: Runner): Promise<void> {
  await until('a manager knows that it has to end', async () =>
    (await runner.log()).includes('Starting graceful shutdown'),
  );
}

/** Throws unless a manager that is told to end does so after its job, which ends well. */
export async function expectDrained({ runner, manager, job }: Busy): Promise<void> {
  const isThere = async (): Promise<boolean> =>
    (await runner.managers()).some(({ metadata }) => metadata.uid === manager.metadata.uid);
  expect(await isThere()).toBe(true);
  await expectSuccess({ runner, job });
  await until('the old manager has ended', async () => !(await isThere()));
}
