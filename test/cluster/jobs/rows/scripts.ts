import { expect } from 'vitest';

import { images } from '../../support/images.ts';
import type { Row } from '../row.ts';

/** Its entrypoint leaves a file. */
const WITH_ENTRYPOINT = {
  name: images.alpine,
  entrypoint: ['sh', '-c', 'touch /tmp/entered; exec "$@"', 'sh'],
};

/** How scripts get into the pod, and how they end. */
export const scriptRows: readonly Row[] = [
  {
    name: 'a job works on a checkout of the project',
    job: { script: ['cat hello.txt'] },
    trace: ['Using attach strategy', 'hello from the repository'],
  },
  {
    name: 'a job that fails says why, and runs its after_script',
    job: { script: ['exit 3'], afterScript: ['echo "after all"'] },
    status: 'failed',
    reason: 'script_failure',
    trace: ['after all', 'Job failed: command terminated with exit code 3'],
  },
  {
    name: 'scripts run by exec where the runner entry has the flag on',
    runner: { runner: { feature_flags: { FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY: true } } },
    job: { script: ['cat hello.txt'] },
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
    job: { script: ['ls /tmp/entered', 'cat hello.txt'], image: WITH_ENTRYPOINT },
    trace: ['hello from the repository'],
  },
  {
    name: 'the entrypoint of an image runs where a job with the exec strategy asks for it',
    job: {
      script: ['ls /tmp/entered', 'cat hello.txt'],
      image: WITH_ENTRYPOINT,
      variables: {
        FF_KUBERNETES_HONOR_ENTRYPOINT: 'true',
        FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY: 'true',
      },
    },
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
