import { expect } from 'vitest';

import type { Row } from '../row.ts';

/** A pod that leaves the entrypoint of the job's image as it is, and hands the shell to it. */
const WITH_ENTRYPOINT = {
  spec: {
    containers: [
      expect.not.objectContaining({ command: expect.anything() }),
      expect.objectContaining({ name: 'helper' }),
    ],
  },
};
/** A pod in which no container runs before the job. */
const WITHOUT_INIT = { spec: expect.not.objectContaining({ initContainers: expect.anything() }) };

/** How scripts get into the pod, and how they end. */
export const scriptRows: readonly Row[] = [
  {
    name: 'a job works on a checkout of the project',
    job: { script: ['cat hello.txt', 'ls -l hello.txt'] },
    pod: { spec: { initContainers: [{ name: 'init-permissions' }] } },
    trace: ['Using attach strategy', 'hello from the repository', '-rw-rw-rw-'],
  },
  {
    name: 'a job that fails says why, and runs its after_script',
    job: { script: ['exit 3'], afterScript: ['echo "after all"'] },
    status: 'failed',
    reason: 'script_failure',
    trace: ['after all', 'Job failed: command terminated with exit code 3'],
  },
  {
    name: 'scripts run by exec where the runner entry has the flag on, and no container has to set permissions first',
    runner: { runner: { feature_flags: { FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY: true } } },
    job: { script: ['cat hello.txt'] },
    pod: WITHOUT_INIT,
    trace: ['hello from the repository'],
    afterwards: async ({ trace }) => expect(trace).not.toContain('Using attach strategy'),
  },
  {
    name: 'scripts run by exec where a job asks for it',
    job: {
      script: ['cat hello.txt'],
      variables: { FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY: 'true' },
    },
    trace: ['hello from the repository'],
    afterwards: async ({ trace }) => expect(trace).not.toContain('Using attach strategy'),
  },
  {
    name: 'the entrypoint of an image runs where the runner entry has the flag on',
    runner: { runner: { feature_flags: { FF_KUBERNETES_HONOR_ENTRYPOINT: true } } },
    job: { script: ['cat hello.txt'] },
    pod: WITH_ENTRYPOINT,
    trace: ['hello from the repository'],
  },
  {
    name: 'the entrypoint of an image runs where a job with the exec strategy asks for it',
    job: {
      script: ['cat hello.txt'],
      variables: {
        FF_KUBERNETES_HONOR_ENTRYPOINT: 'true',
        FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY: 'true',
      },
    },
    pod: WITH_ENTRYPOINT,
    trace: ['hello from the repository'],
  },
  {
    name: 'a job waits until its pod can be reached where it asks for that',
    job: { script: ['cat hello.txt'], variables: { FF_WAIT_FOR_POD_TO_BE_REACHABLE: 'true' } },
    trace: ['hello from the repository'],
  },
  {
    name: 'a job that is cancelled stops at once',
    job: { script: ['while :; do echo "it goes on"; sleep 1; done'], afterScript: ['echo "not any more"'] },
    meanwhile: async (job) => {
      await job.says('it goes on');
      job.cancel();
    },
    status: 'failed',
    reason: 'unknown_failure',
    trace: ['Job failed: canceled'],
  },
  {
    name: 'a job that takes longer than its timeout is ended',
    job: { script: ['sleep 600'], timeout: 10 },
    status: 'failed',
    reason: 'job_execution_timeout',
    trace: ['execution took longer than 10s'],
  },
];
