import { newNamespace } from '../../support/namespace.ts';
import type { RunnerOptions } from '../../support/runner.ts';
import { until } from '../../support/until.ts';
import type { Row } from '../row.ts';

/** A runner with a second job namespace, which jobs may ask for. */
function allowing(namespace: string): RunnerOptions {
  return {
    spec: { jobs: { namespaces: { [namespace]: {} } } },
    runner: { kubernetes: { namespace_overwrite_allowed: `^${namespace}$` } },
  };
}

/** Where the pods of jobs are. */
export const namespaceRows: readonly Row[] = [
  {
    name: 'jobs run in a namespace of their own, under a service account without rights',
    prepare: () => {
      const namespace = newNamespace();
      return {
        runner: { spec: { jobs: { namespace, serviceAccount: { create: true } } } },
        job: { script: ['cat hello.txt', 'test ! -e /var/run/secrets/kubernetes.io'] },
        pod: { metadata: { namespace }, spec: { serviceAccountName: 'runner-job' } },
        trace: ['hello from the repository'],
      };
    },
  },
  {
    name: 'each job has a namespace that ends with it',
    runner: { runner: { kubernetes: { namespace_per_job: true } } },
    job: { script: ['cat hello.txt'] },
    pod: (_runner, { id }) => ({ metadata: { namespace: `ci-job-${id}` } }),
    trace: ['hello from the repository'],
    afterwards: ({ id }, { api }) =>
      until(
        'the namespace of the job is gone',
        async () => (await api.find(`/api/v1/namespaces/ci-job-${id}`)) === undefined,
      ),
  },
  {
    name: 'a job runs in the namespace that it asks for where that is allowed',
    prepare: () => {
      const namespace = newNamespace();
      return {
        runner: allowing(namespace),
        job: { script: ['cat hello.txt'], variables: { KUBERNETES_NAMESPACE_OVERWRITE: namespace } },
        pod: { metadata: { namespace } },
        trace: ['hello from the repository'],
      };
    },
  },
  {
    name: 'a job that asks for a namespace that is not allowed fails',
    prepare: () => ({
      runner: allowing(newNamespace()),
      job: { script: ['true'], variables: { KUBERNETES_NAMESPACE_OVERWRITE: 'elsewhere' } },
      status: 'failed',
      trace: [/provided value "elsewhere" does not match/],
    }),
  },
  {
    name: 'a job that asks for a namespace stays where it is while none is allowed',
    job: { script: ['cat hello.txt'], variables: { KUBERNETES_NAMESPACE_OVERWRITE: 'elsewhere' } },
    pod: ({ namespace }) => ({ metadata: { namespace } }),
    trace: ['hello from the repository'],
  },
];
