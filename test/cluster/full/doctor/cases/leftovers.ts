import { mergePatch } from '../../../../../src/core/data/merge-patch.ts';
import { type GitLabRunner, renderRunner } from '../../../../../src/index.ts';
import { busy } from '../../../operations/busy.ts';
import { newNamespace } from '../../../support/namespace.ts';
import { signal } from '../../../support/signal.ts';
import { until } from '../../../support/until.ts';
import type { Case } from '../case.ts';

export const leftoverCases: readonly Case[] = [
  {
    code: 'DRAIN_STUCK',
    what: 'a pod has a finalizer of a controller that is gone',
    make: async ({ start, atEnd }) => {
      const runner = await start();
      const [pod] = await runner.managers();
      const path = `/api/v1/namespaces/${runner.namespace}/pods/${pod!.metadata.name}`;
      await runner.api.patch(path, { metadata: { finalizers: ['example.com/gone'] } });
      atEnd(() => runner.api.patch(path, { metadata: { finalizers: null } }));
      await runner.api.delete(path, { gracePeriodSeconds: 5 });
      return runner;
    },
    says: /finalizer example\.com\/gone/,
  },
  {
    code: 'JOB_PODS_LEFT',
    what: 'a manager is killed while it runs a job',
    make: async ({ start }) => {
      const runner = await start();
      const { job, manager } = await busy(runner);
      await signal(runner, manager, 'KILL');
      await until('the manager is started again', async () => {
        const [{ status } = manager] = await runner.managers();
        return status.containerStatuses![0]!.restartCount === 1;
      });
      await until('the pod of the job is there', async () => (await runner.podsOf(job)).length > 0);
      return runner;
    },
    says: /1 pod of a job is left/,
  },
  {
    code: 'OLD_MANAGER',
    what: 'the document got another name, and the old objects are there',
    make: async ({ start }) => {
      const runner = await start();
      const renamed = mergePatch(runner.document, { metadata: { name: 'renamed' } }) as GitLabRunner;
      await runner.make(...renderRunner(renamed));
      runner.document = renamed;
      return runner;
    },
    says: /Deployment runner in namespace/,
  },
  {
    code: 'OBJECTS_LEFT',
    what: 'the Service for metrics was turned off, and is still there',
    make: async ({ start }) => {
      const runner = await start({ spec: { metrics: { service: { enabled: true } } } });
      await runner.change({ spec: { metrics: { service: { enabled: false } } } });
      return runner;
    },
    says: /service\/runner-metrics/,
  },
  {
    code: 'OBJECTS_LEFT',
    what: 'jobs moved to the namespace of the manager, and its rights in the old one are there',
    make: async ({ start }) => {
      const namespace = newNamespace();
      const runner = await start({ spec: { jobs: { namespace } } });
      await runner.change({ spec: { jobs: { namespace: null } } });
      return runner;
    },
    says: /rolebinding\/.*:runner/,
  },
  {
    code: 'OBJECTS_LEFT',
    what: 'jobs no longer have namespaces of their own, and the right to make these is there',
    make: async ({ start }) => {
      const runner = await start({ runner: { kubernetes: { namespace_per_job: true } } });
      await runner.change({
        spec: { runners: { default: { kubernetes: { namespace_per_job: false } } } },
      });
      return runner;
    },
    says: /on the cluster[\s\S]*clusterrolebinding\//,
  },
  {
    code: 'TOO_MANY_MANAGERS',
    what: 'somebody scales the Deployment',
    make: async ({ start }) => {
      const runner = await start();
      await runner.api.patch(runner.deploymentPath, { spec: { replicas: 2 } });
      return runner;
    },
    says: /spec\.replicas: 2/,
  },
  {
    code: 'AUTOSCALER',
    what: 'there is no server of metrics',
    make: ({ start }) => start({ spec: { autoscaling: { enabled: true, minReplicas: 1, maxReplicas: 2 } } }),
    says: /FailedGetResourceMetric|unable to (?:get|fetch) metrics/,
  },
];
