import { expect, type TestContext } from 'vitest';

import type { Api } from '../support/api.ts';
import type { GitLab } from '../support/gitlab/gitlab.ts';
import type { Job, JobSpec } from '../support/gitlab/job.ts';
import type { Runner, RunnerOptions } from '../support/runner.ts';
import { until } from '../support/until.ts';

/** What a scene may be made of before its runner is there. */
export interface Stage {
  readonly api: Api;
  /** Address of this machine for pods. */
  readonly host: string;
  readonly gitlab: GitLab;
  readonly onTestFinished: TestContext['onTestFinished'];
}

/** A job, and what has to be seen of it. */
export interface Step {
  readonly job: JobSpec;
  /** By default `success`. */
  readonly status?: 'success' | 'failed';
  /** Why it failed, as GitLab is told. Some reasons reach GitLab under another name, so that not every row says it. */
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

/** A runner, and the job that it has to run. */
export interface Scene extends Step {
  /** By default a plain runner. */
  readonly runner?: RunnerOptions;
}

/** A promise, in words, and the scene that shows it. */
export type Row = { readonly name: string } & (
  | Scene
  | {
      /** Makes what the scene is about. */
      readonly prepare: (stage: Stage) => Scene | Promise<Scene>;
    }
);

/** The scene of a row, ready for its runner. */
export async function sceneOf(row: Row, stage: Stage): Promise<Scene> {
  return 'prepare' in row ? row.prepare(stage) : row;
}

/** Runs the jobs of a scene. Throws where something is not as it says. */
export async function prove(scene: Scene, runner: Runner): Promise<void> {
  let step: Step | undefined = scene;
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
    // Where the job ends without a pod, no object stands for it.
    const found = await until(
      `job ${job.id} has a pod`,
      async () => (await runner.podsOf(job))[0] ?? (job.hasEnded && {}),
    );
    expect(found).toMatchObject(typeof pod === 'function' ? pod(runner, job) : pod);
  }
  await meanwhile?.(job, runner);
  await job.ended();
  expect(job).toMatchObject({ status, ...(reason !== undefined && { failureReason: reason }) });
  for (const text of trace) expect(job.trace).toMatch(text);
  await afterwards?.(job, runner);
  return job;
}
