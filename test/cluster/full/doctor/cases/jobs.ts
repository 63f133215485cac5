import { mergePatch } from '../../../../../src/core/data/merge-patch.ts';
import { newNamespace } from '../../../support/namespace.ts';
import type { RunnerOptions } from '../../../support/runner.ts';
import type { Case, Tools } from '../case.ts';
import { noPods } from './manager.ts';

/** Starts a runner whose jobs are in a namespace of their own. */
const apart = (
  { start }: Tools,
  options: RunnerOptions = {},
  objects?: (namespace: string) => readonly object[],
) => {
  const namespace = newNamespace();
  return start({
    ...options,
    spec: mergePatch({ jobs: { namespace } }, options.spec ?? {}) as object,
    ...(objects && { objects: () => objects(namespace) }),
  });
};

const script = ['cat hello.txt'];

export const jobCases: readonly Case[] = [
  {
    code: 'QUOTA',
    what: 'a quota has no room for the pod of a job',
    make: async (tools) => {
      const runner = await apart(tools, {}, noPods);
      await runner.run({ script });
      return runner;
    },
    says: /exceeded quota: no-pods/,
  },
  {
    code: 'POD_SECURITY',
    what: 'the namespace of jobs does not admit their pods',
    make: async (tools) => {
      const runner = await apart(tools, { spec: { jobs: { podSecurity: { enforce: 'restricted' } } } });
      await runner.run({ script });
      return runner;
    },
    says: /violates PodSecurity "restricted:latest"/,
  },
  {
    code: 'ADMISSION',
    what: 'a policy of the cluster refuses the pods of jobs',
    make: async (tools) => {
      const name = newNamespace();
      const runner = await apart(tools, {}, (namespace) => policyAgainstPods(name, namespace));
      await runner.run({ script });
      return runner;
    },
    says: /ValidatingAdmissionPolicy .* denied request: nobody makes pods here/,
  },
  {
    code: 'IMAGE',
    what: 'the image of a job is nowhere',
    make: async ({ start }) => {
      const runner = await start();
      await runner.run({ script, image: 'registry.invalid/image:1' });
      return runner;
    },
    says: /registry\.invalid\/image:1/,
  },
  {
    code: 'UNSCHEDULABLE',
    what: 'no node has the labels that jobs want',
    make: async ({ start }) => {
      const runner = await start({ runner: { kubernetes: { node_selector: { 'example.com/no': 'such' } } } });
      runner.submit({ script });
      return runner;
    },
    says: /didn't match Pod's node affinity\/selector/,
  },
  {
    code: 'JOBS_FAIL',
    what: 'jobs have an account that is not there',
    make: async ({ start }) => {
      const runner = await start({ runner: { kubernetes: { service_account: 'nobody' } } });
      await runner.run({ script });
      return runner;
    },
    says: /nobody/,
  },
  {
    code: 'API_SERVER',
    what: 'a network policy of somebody else keeps the manager from the API server',
    make: async ({ start, host }) => {
      const runner = await start();
      await runner.make({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'only-gitlab', namespace: runner.namespace },
        spec: {
          podSelector: {},
          policyTypes: ['Egress'],
          egress: [
            {
              to: [{ ipBlock: { cidr: `${host}/32` } }],
              ports: [{ protocol: 'TCP', port: Number(new URL(runner.gitlab.url).port) }],
            },
          ],
        },
      });
      await runner.run({ script }, 300);
      return runner;
    },
    says: /dial tcp/,
  },
];

/** A policy that refuses every pod in a namespace, and its binding. */
function policyAgainstPods(name: string, namespace: string): readonly object[] {
  return [
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name },
      spec: {
        matchConstraints: {
          resourceRules: [
            { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] },
          ],
        },
        validations: [{ expression: 'false', message: 'nobody makes pods here' }],
      },
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name },
      spec: {
        policyName: name,
        validationActions: ['Deny'],
        matchResources: {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
        },
      },
    },
  ];
}
