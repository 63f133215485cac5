import type { Row } from './row.ts';

/** Real jobs, each for a promise. */
export const rows: readonly Row[] = [
  {
    name: 'a job works on a checkout of the project',
    job: { script: ['cat hello.txt'] },
    trace: ['hello from the repository'],
  },
  {
    name: 'scripts run by exec where the runner entry has the flag on',
    runner: { runner: { feature_flags: { FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY: true } } },
    job: { script: ['echo "it runs"'] },
    trace: ['it runs'],
  },
  {
    name: 'scripts run by exec where a job asks for it',
    job: {
      script: ['echo "it runs"'],
      variables: { FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY: 'true' },
    },
    trace: ['it runs'],
  },
  {
    name: 'a job gets the artifacts of another',
    job: { script: ['echo "made before" > made.txt'], artifacts: ['made.txt'] },
    next: (dependency) => ({
      job: { script: ['cat made.txt'], dependencies: [dependency] },
      trace: ['made before'],
    }),
  },
  {
    name: 'a job that is cancelled stops at once',
    job: { script: ['echo "it has begun"', 'sleep 600'] },
    meanwhile: async (job) => {
      await job.says('it has begun');
      job.cancel();
    },
    status: 'failed',
    reason: 'unknown_failure',
    trace: ['Job failed: canceled'],
  },
];
