import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { parse } from 'yaml';

import { mergePatch } from '../../../../src/core/data/merge-patch.ts';
import { root } from '../../../support/project.ts';
import type { RunnerOptions } from '../../support/runner.ts';
import { it, kustomizationOf } from './flux-test.ts';

const GROUP = 'rbac.authorization.k8s.io';

/** A tenant's account, which Flux takes from the namespace of the Kustomization, with a role in that of the runner. */
function tenant(namespace: string, role: string): readonly object[] {
  return [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: namespace, namespace: 'flux-system' },
    },
    {
      apiVersion: `${GROUP}/v1`,
      kind: 'RoleBinding',
      metadata: { name: 'tenant', namespace },
      roleRef: { apiGroup: GROUP, kind: 'ClusterRole', name: role },
      subjects: [{ kind: 'ServiceAccount', name: namespace, namespace: 'flux-system' }],
    },
  ];
}

/** What lets the tenant bind the Role of the runner, as the docs show it. */
function mayBind(namespace: string): readonly object[] {
  const role = parse(readFileSync(join(root, 'examples/flux/tenant-role.yaml'), 'utf8')) as object;
  return [
    mergePatch(role, {
      metadata: { name: 'tenant-binds', namespace },
      rules: [{ apiGroups: [GROUP], resources: ['roles'], verbs: ['bind'], resourceNames: ['runner'] }],
    }) as object,
    {
      apiVersion: `${GROUP}/v1`,
      kind: 'RoleBinding',
      metadata: { name: 'tenant-binds', namespace },
      roleRef: { apiGroup: GROUP, kind: 'Role', name: 'tenant-binds' },
      subjects: [{ kind: 'ServiceAccount', name: namespace, namespace: 'flux-system' }],
    },
  ];
}

describe.concurrent("Flux: a tenant's account", () => {
  const delivery = { controller: 'Flux' };

  it.for<readonly [string, string, object, (namespace: string) => string | RegExp]>([
    [
      'bound to `admin` does not own its Namespace',
      'admin',
      {},
      (namespace) =>
        `namespaces "${namespace}" is forbidden: User "system:serviceaccount:flux-system:${namespace}" cannot patch resource "namespaces" in API group "" in the namespace "${namespace}"`,
    ],
    [
      'bound to `admin` does not bind a Role that is not there',
      'admin',
      { namespace: { create: false } },
      (namespace) =>
        `RoleBinding/${namespace}/runner not found: rolebindings.rbac.authorization.k8s.io "runner" not found`,
    ],
    [
      'bound to `edit` makes no Role',
      'edit',
      { namespace: { create: false } },
      // Flux tries the objects side by side, and tells of one.
      () => /cannot patch resource "role(?:binding)?s" in API group "rbac\.authorization\.k8s\.io"/,
    ],
  ])('%s', async ([, role, spec, says], { apply, through }) => {
    const runner = await apply({
      spec: { delivery, ...spec },
      objects: (namespace) => [
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
        ...tenant(namespace, role),
      ],
      deploy: (one) => through({ isReady: false, spec: { serviceAccountName: one.namespace } })(one),
    });
    const refused = await kustomizationOf(runner).refused();
    expect(refused).toMatch(says(runner.namespace));
  });

  it('bound to `admin`, which may bind the Role by name, applies all that is in the namespace', async ({
    start,
    through,
  }) => {
    const options: RunnerOptions = {
      spec: { delivery, namespace: { create: false } },
      objects: (namespace) => [
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
        ...tenant(namespace, 'admin'),
        ...mayBind(namespace),
      ],
      deploy: (one) => through({ spec: { serviceAccountName: one.namespace } })(one),
    };
    const runner = await start(options);
    expect(await runner.run({ script: ['cat hello.txt'] })).toMatchObject({ status: 'success' });
  });
});
