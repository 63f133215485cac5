import type { KubernetesObject } from '../../../../../src/index.ts';
import type { Runner } from '../../../support/runner.ts';
import { until } from '../../../support/until.ts';
import type { Case, Tools } from '../case.ts';
import { meddler } from '../meddler.ts';

const script = ['cat hello.txt'];
const fence = (validationActions: readonly string[] = ['Deny']): object => ({
  jobs: { admissionPolicy: { validationActions } },
});
const files = { name: 'mesh', configMap: { name: 'mesh' } };

/** Runs a job to whose pod a webhook adds a volume. */
async function meddled(tools: Tools, validationActions: readonly string[]): Promise<Runner> {
  const webhook = await meddler(tools, 'pods', [{ op: 'add', path: '/spec/volumes/-', value: files }]);
  const runner = await tools.start({
    spec: fence(validationActions),
    objects: (namespace) => [
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'mesh', namespace } },
      webhook(namespace),
    ],
  });
  await runner.run({ script });
  return runner;
}

/** Edits policies as kustomize does that gives the account another name, and nothing in texts. */
const forOthers = (object: KubernetesObject): KubernetesObject =>
  object.kind === 'ValidatingAdmissionPolicy'
    ? JSON.parse(JSON.stringify(object).replace(/(system:serviceaccount:[-a-z0-9]+:)/, '$1blue-'))
    : object;

const nameOf = ({ namespace }: Runner, kind: string): string => `${namespace}.runner.${namespace}.${kind}`;

export const fenceCases: readonly Case[] = [
  {
    code: 'POD_FENCED',
    what: 'a webhook adds a volume to pods of jobs that the document does not know',
    make: (tools) => meddled(tools, ['Deny']),
    says: /refused the pod of a job[\s\S]*has no pod read a ConfigMap from files \(spec\.runners\.\*\.kubernetes\.volumes\.config_map\)$/,
  },
  {
    code: 'POD_FENCED',
    what: 'a webhook adds a volume and the policies only warn',
    make: (tools) => meddled(tools, ['Warn', 'Audit']),
    says: /would refuse the pod of a job[\s\S]*has no pod read a ConfigMap from files \(spec\.runners\.\*\.kubernetes\.volumes\.config_map\)$/,
  },
  {
    code: 'POD_FENCED',
    what: 'a webhook adds a volume to pause pods',
    make: async (tools) => {
      const webhook = await meddler(tools, 'apps/deployments', [
        { op: 'add', path: '/spec/template/spec/volumes', value: [files] },
      ]);
      return tools.start({
        spec: fence(),
        runner: { kubernetes: { autoscaler: { policy: [{ idle_count: 1, scale_factor: 2 }] } } },
        objects: (namespace) => [webhook(namespace)],
      });
    },
    says: /refused pause pods/,
  },
  {
    code: 'FENCE_BROKEN',
    what: 'the policies are about an account of another name',
    make: ({ start }) => start({ spec: fence(), edit: forOthers }),
    says: /is about system:serviceaccount:\S+:blue-runner, and managers are system:serviceaccount:\S+:runner/,
  },
  {
    code: 'FENCE_BROKEN',
    what: 'somebody deletes the binding of a policy',
    make: async ({ start }) => {
      const runner = await start({ spec: fence() });
      await runner.api.delete(
        `/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings/${nameOf(runner, 'pods')}`,
      );
      return runner;
    },
    says: /ValidatingAdmissionPolicyBinding\/\S+\.pods is not there/,
  },
  {
    code: 'FENCE_BROKEN',
    what: 'the API server does not understand an expression',
    make: async ({ start }) => {
      const runner = await start({ spec: fence() });
      const path = `/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies/${nameOf(runner, 'secrets')}`;
      const { spec } = await runner.api.get<{ spec: { validations: { expression: string }[] } }>(path);
      const [first, ...others] = spec.validations;
      const unknown = { ...first, expression: `${first!.expression} || object.spec.unknown == ""` };
      await runner.api.patch(path, { spec: { validations: [unknown, ...others] } });
      await until('it is looked at', async () =>
        JSON.stringify(await runner.api.get(path)).includes('expressionWarnings'),
      );
      return runner;
    },
    says: /undefined field 'spec'/,
  },
  {
    code: 'OBJECTS_LEFT',
    what: 'the admission policies were turned off and are still there',
    make: async ({ start }) => {
      const runner = await start({ spec: fence() });
      await runner.change({ spec: { jobs: { admissionPolicy: null } } });
      return runner;
    },
    says: /left on the cluster[\s\S]*validatingadmissionpolicy\//,
  },
];
