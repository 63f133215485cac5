import { newNamespace } from '../../../support/namespace.ts';
import { until } from '../../../support/until.ts';
import { type Case, claim } from '../case.ts';

export const clusterCases: readonly Case[] = [
  {
    code: 'NAMESPACE_ABSENT',
    what: 'the namespace of the jobs is deleted',
    make: async ({ start }) => {
      const namespace = newNamespace();
      const runner = await start({ spec: { jobs: { namespace } } });
      await runner.api.delete(`/api/v1/namespaces/${namespace}`);
      await until(
        'it is gone',
        async () => (await runner.api.find(`/api/v1/namespaces/${namespace}`)) === undefined,
      );
      return runner;
    },
    says: /There is no namespace/,
  },
  {
    code: 'KIND_NOT_SERVED',
    what: 'the document brings an object of a kind that the cluster does not have',
    make: async ({ start }) =>
      claim(await start(), {
        extraObjects: {
          nothing: { apiVersion: 'example.com/v1', kind: 'Nothing', metadata: { name: 'nothing' } },
        },
      }),
    says: /Nothing of example.com\/v1/,
  },
  {
    code: 'OBJECT_ABSENT',
    what: 'somebody deletes the budget of the manager',
    make: async ({ start }) => {
      const runner = await start({ spec: { podDisruptionBudget: { enabled: true } } });
      await runner.api.delete(`/apis/policy/v1/namespaces/${runner.namespace}/poddisruptionbudgets/runner`);
      return runner;
    },
    says: /PodDisruptionBudget\/runner/,
  },
];
