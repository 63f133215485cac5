import type { RunnerOptions } from '../../support/runner.ts';
import type { Row } from '../row.ts';

const LIMITS: RunnerOptions = {
  runner: {
    kubernetes: {
      cpu_request: '10m',
      cpu_request_overwrite_max_allowed: '100m',
      cpu_limit: '1',
      cpu_limit_overwrite_max_allowed: '2',
      memory_request: '16Mi',
      memory_request_overwrite_max_allowed: '64Mi',
      memory_limit: '256Mi',
      memory_limit_overwrite_max_allowed: '512Mi',
    },
  },
};

const ACCOUNT: RunnerOptions = {
  objects: (namespace) => [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'deploy', namespace } },
  ],
  runner: { kubernetes: { service_account_overwrite_allowed: '^deploy$' } },
};

/** What jobs may choose, and what not. */
export const overwriteRows: readonly Row[] = [
  {
    name: 'a job gets the CPU and the memory that it asks for, within what is allowed',
    runner: LIMITS,
    job: {
      script: ['true'],
      variables: {
        KUBERNETES_CPU_REQUEST: '20m',
        KUBERNETES_CPU_LIMIT: '1500m',
        KUBERNETES_MEMORY_REQUEST: '32Mi',
        KUBERNETES_MEMORY_LIMIT: '384Mi',
      },
    },
    pod: withResources({
      requests: { cpu: '20m', memory: '32Mi' },
      limits: { cpu: '1500m', memory: '384Mi' },
    }),
  },
  {
    name: 'a job that asks for more CPU than is allowed fails',
    runner: LIMITS,
    job: { script: ['true'], variables: { KUBERNETES_CPU_REQUEST: '200m' } },
    status: 'failed',
    trace: ['requested "200m" is higher than limit allowed "100m"'],
  },
  {
    name: 'a job that asks for memory keeps what the runner entry says while nothing else is allowed',
    runner: { runner: { kubernetes: { memory_request: '16Mi' } } },
    job: { script: ['true'], variables: { KUBERNETES_MEMORY_REQUEST: '32Mi' } },
    pod: withResources({ requests: { memory: '16Mi' } }),
  },
  {
    name: 'a job runs under the service account that it asks for where that is allowed',
    runner: ACCOUNT,
    job: { script: ['true'], variables: { KUBERNETES_SERVICE_ACCOUNT_OVERWRITE: 'deploy' } },
    pod: { spec: { serviceAccountName: 'deploy' } },
  },
  {
    name: "a job that asks for the manager's service account fails",
    runner: ACCOUNT,
    job: { script: ['true'], variables: { KUBERNETES_SERVICE_ACCOUNT_OVERWRITE: 'runner' } },
    status: 'failed',
    trace: [/provided value "runner" does not match/],
  },
];

/** A pod whose build container has these resources. */
function withResources(resources: object): object {
  return { spec: { containers: [{ name: 'build', resources }, { name: 'helper' }] } };
}
