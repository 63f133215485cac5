import { expect, type TestContext } from 'vitest';

import type { Api } from '../support/api.ts';
import type { GitLab } from '../support/gitlab/gitlab.ts';
import type { Job, JobSpec } from '../support/gitlab/job.ts';
import type { Runner, RunnerOptions } from '../support/runner.ts';
import { until } from '../support/until.ts';

/** What a row may build on before its runner is there. */
export interface Stage {
  readonly api: Api;
  readonly gitlab: GitLab;
  readonly onTestFinished: TestContext['onTestFinished'];
}

/** A job, and what has to be seen of it. */
export interface Step {
  readonly job: JobSpec;
  /** By default `success`. */
  readonly status?: 'success' | 'failed';
  /** Why it failed, as GitLab is told. */
  readonly reason?: string;
  /** What the trace has to hold. */
  readonly trace?: readonly (string | RegExp)[];
  /** What the job's pod has to match while the job runs. */
  readonly pod?: object | ((runner: Runner, job: Job) => object);
  /** What happens, or is looked at, while the job runs. */
  readonly meanwhile?: (job: Job, runner: Runner) => Promise<unknown>;
  /** What is looked at when the job has ended. */
  readonly afterwards?: (job: Job, runner: Runner) => Promise<unknown>;
  /** The job after it. */
  readonly next?: (job: Job) => Step;
}

/** A promise, the runner that it is about, and the job that shows it. */
export interface Row extends Step {
  /** The promise, in words. */
  readonly name: string;
  /** By default a plain runner. */
  readonly runner?: RunnerOptions | ((stage: Stage) => RunnerOptions | Promise<RunnerOptions>);
}

/** Makes what the runner of a row needs, and returns its options. */
export async function optionsOf({ runner = {} }: Row, stage: Stage): Promise<RunnerOptions> {
  return typeof runner === 'function' ? runner(stage) : runner;
}

/** Runs the jobs of a row. Throws where something is not as the row says. */
export async function prove(row: Row, runner: Runner): Promise<void> {
  let step: Step | undefined = row;
  while (step !== undefined) {
    const job: Job = await take(step, runner);
    step = step.next?.(job);
  }
  await until('jobs have left nothing behind', async () => (await runner.leftovers()).length === 0);
}

/** Throws where the manager, or a job, was refused something. */
export async function expectNothingForbidden(runner: Runner): Promise<void> {
  for (const text of [await runner.log(), ...runner.jobs.map(({ trace }) => trace)]) {
    expect(text).not.toMatch(/forbidden/i);
  }
}

async function take(step: Step, runner: Runner): Promise<Job> {
  const { status = 'success', reason, trace = [], pod, meanwhile, afterwards } = step;
  const job = runner.submit(step.job);
  if (pod !== undefined) {
    const found = await until(`job ${job.id} has a pod`, async () => (await runner.podsOf(job))[0]);
    expect(found).toMatchObject(typeof pod === 'function' ? pod(runner, job) : pod);
  }
  await meanwhile?.(job, runner);
  await job.ended();
  expect({ status: job.status, reason: job.failureReason }).toEqual({ status, reason });
  for (const text of trace) expect(job.trace).toMatch(text);
  await afterwards?.(job, runner);
  return job;
}
