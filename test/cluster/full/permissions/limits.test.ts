import { expect } from 'vitest';

import { listPermissions } from '../../../../src/index.ts';
import type { Api } from '../../support/api.ts';
import { newNamespace } from '../../support/namespace.ts';
import type { Runner } from '../../support/runner.ts';
import { it } from '../../support/test.ts';
import { until } from '../../support/until.ts';

/** A question to the API server: `create pods/exec`, in a namespace or everywhere. */
interface Question {
  readonly what: string;
  readonly namespace?: string;
}

/** What would make a manager more than one, in any namespace and in all of them. */
const NOWHERE = [
  'list secrets',
  'watch secrets',
  'list configmaps',
  'update pods',
  'patch pods',
  'update pods/ephemeralcontainers',
  'create pods/eviction',
  'create serviceaccounts',
  'create serviceaccounts/token',
  'impersonate serviceaccounts',
  'create rbac.authorization.k8s.io/roles',
  'update rbac.authorization.k8s.io/roles',
  'bind rbac.authorization.k8s.io/roles',
  'escalate rbac.authorization.k8s.io/roles',
  'create rbac.authorization.k8s.io/rolebindings',
  'create apps/daemonsets',
  'update apps/deployments',
  'create batch/jobs',
  'delete networking.k8s.io/networkpolicies',
  'delete resourcequotas',
  'delete limitranges',
  'update namespaces',
  'patch namespaces',
];
/** The same of what belongs to no namespace. */
const NEVER = [
  'impersonate users',
  'impersonate groups',
  'list namespaces',
  'get nodes',
  'get nodes/proxy',
  'create nodes/proxy',
  'delete nodes',
  'create persistentvolumes',
  'create rbac.authorization.k8s.io/clusterroles',
  'bind rbac.authorization.k8s.io/clusterroles',
  'escalate rbac.authorization.k8s.io/clusterroles',
  'create rbac.authorization.k8s.io/clusterrolebindings',
  'create certificates.k8s.io/certificatesigningrequests',
  'create admissionregistration.k8s.io/mutatingwebhookconfigurations',
  'create apiextensions.k8s.io/customresourcedefinitions',
];
/** What a manager has in the namespaces of its jobs. */
const FOR_JOBS = [
  'create pods',
  'get pods',
  'list pods',
  'delete pods',
  'create pods/exec',
  'create pods/attach',
  'get pods/log',
  'create secrets',
  'get secrets',
  'update secrets',
  'delete secrets',
];

const at = (namespace: string | undefined, questions: readonly string[]): readonly Question[] =>
  questions.map((what) => ({ what, ...(namespace !== undefined && { namespace }) }));

/** Whether the account of a manager may do something. */
async function may(api: Api, runner: Runner, { what, namespace }: Question): Promise<boolean> {
  const [verb, path] = what.split(' ') as [string, string];
  const [first, second] = path.split('/') as [string, string?];
  const isGrouped = second !== undefined && !/^(?:pods|nodes|serviceaccounts|services)$/.test(first);
  const [group, resource, subresource] = isGrouped ? [first, second] : ['', first, second];
  const review = await api.ask<{ status: { allowed: boolean } }>(
    'POST',
    '/apis/authorization.k8s.io/v1/subjectaccessreviews',
    {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SubjectAccessReview',
      spec: {
        user: `system:serviceaccount:${runner.namespace}:runner`,
        groups: [
          'system:serviceaccounts',
          `system:serviceaccounts:${runner.namespace}`,
          'system:authenticated',
        ],
        resourceAttributes: { verb, group, resource, subresource, namespace },
      },
    },
  );
  return review.status.allowed;
}

/** Expects the account to have all that its document lists, and none of the rest. */
async function expectLimits(api: Api, runner: Runner, never: readonly Question[]): Promise<void> {
  const listed = listPermissions(runner.document).flatMap(({ namespace, apiGroup, resource, verbs }) =>
    verbs.flatMap((verb) => at(namespace, [`${verb} ${[apiGroup, resource].filter(Boolean).join('/')}`])),
  );
  expect(listed).not.toEqual([]);
  for (const question of listed) {
    await until(`${question.what} is allowed`, () => may(api, runner, question), 60);
  }
  const allowed: Question[] = [];
  for (const question of never) if (await may(api, runner, question)) allowed.push(question);
  expect(allowed).toEqual([]);
}

it('a manager reads no Secrets but by name, makes no token, changes no role, and does nothing in other namespaces', async ({
  api,
  apply,
}) => {
  const runner = await apply();
  await expectLimits(api, runner, [
    ...at(runner.namespace, NOWHERE),
    ...at(undefined, [...NOWHERE, ...NEVER, ...FOR_JOBS]),
    ...['default', 'kube-system'].flatMap((other) => at(other, [...NOWHERE, ...FOR_JOBS])),
  ]);
});

it('a manager does nothing in its own namespace where jobs have another', async ({ api, apply }) => {
  const jobs = newNamespace();
  const runner = await apply({ spec: { jobs: { namespace: jobs } } });
  await expectLimits(api, runner, [
    ...at(runner.namespace, [...NOWHERE, ...FOR_JOBS]),
    ...at(jobs, NOWHERE),
    ...at(undefined, [...NOWHERE, ...NEVER, ...FOR_JOBS]),
    ...at('kube-system', [...NOWHERE, ...FOR_JOBS]),
  ]);
});

it('a manager that makes a namespace for each job still lists no Secrets, makes no token and changes no role', async ({
  api,
  apply,
}) => {
  const runner = await apply({ runner: { kubernetes: { namespace_per_job: true } } });
  await expectLimits(api, runner, [
    ...at(undefined, [...NOWHERE, ...NEVER]),
    ...['default', 'kube-system', runner.namespace].flatMap((other) => at(other, NOWHERE)),
  ]);
});
