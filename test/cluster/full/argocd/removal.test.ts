import { describe, expect } from 'vitest';

import { mergePatch } from '../../../../src/core/data/merge-patch.ts';
import type { GitLabRunner } from '../../../../src/index.ts';
import { type Busy, busy, expectDrained, toldToEnd } from '../../operations/busy.ts';
import { rendered } from '../../support/controllers.ts';
import type { Runner } from '../../support/runner.ts';
import { until } from '../../support/until.ts';
import { applicationOf, it } from './argocd-test.ts';

const RBAC = '/apis/rbac.authorization.k8s.io/v1';

/** What of a runner is in its namespace, as `Kind/name`. */
async function objectsOf({ api, namespace }: Runner): Promise<readonly string[]> {
  const paths = [
    ['/api/v1', 'serviceaccounts'],
    ['/api/v1', 'configmaps'],
    ['/api/v1', 'secrets'],
    [RBAC, 'roles'],
    [RBAC, 'rolebindings'],
    ['/apis/apps/v1', 'deployments'],
    ['/api/v1', 'pods'],
  ];
  const all = await Promise.all(
    paths.map(async ([group, resource]) =>
      (
        await api.list<{ readonly metadata: { readonly name: string } }>(
          `${group}/namespaces/${namespace}/${resource}`,
        )
      ).map(({ metadata }) => `${resource}/${metadata.name}`),
    ),
  );
  return all
    .flat()
    .filter((name) => !['serviceaccounts/default', 'configmaps/kube-root-ca.crt'].includes(name));
}

/** Throws unless a manager that is told to end keeps what it needs until its job has ended well. */
async function expectDrainedInOrder(before: Busy): Promise<void> {
  const { runner } = before;
  await toldToEnd(runner);
  expect(await objectsOf(runner)).toEqual(
    expect.arrayContaining([
      'serviceaccounts/runner',
      'configmaps/runner-config',
      'roles/runner',
      'rolebindings/runner',
    ]),
  );
  await expectDrained(before);
}

describe.concurrent('Argo CD: removal while a job runs', () => {
  it('a deleted Application lets the job end and leaves nothing, not even the Namespace', async ({
    start,
    through,
  }) => {
    const spec = { delivery: { controller: 'ArgoCD', namespacePolicy: 'Delete' } };
    const before = await busy(await start({ spec, deploy: through() }));
    const { runner } = before;
    const application = applicationOf(runner);
    await application.delete();
    await expectDrainedInOrder(before);
    await until('the Application is gone', () => application.isGone(), 600);
    expect(await runner.api.find(`/api/v1/namespaces/${runner.namespace}`)).toBeUndefined();
  });

  it('by default the Namespace stays, with the Secret of the token, and nothing else', async ({
    start,
    through,
  }) => {
    const before = await busy(
      await start({ spec: { delivery: { controller: 'ArgoCD' } }, deploy: through() }),
    );
    const { runner } = before;
    const application = applicationOf(runner);
    await application.delete();
    await expectDrainedInOrder(before);
    await until('the Application is gone', () => application.isGone(), 600);
    await until('only the Secret is left', async () => {
      const left = await objectsOf(runner);
      return left.length === 1 && left[0] === 'secrets/runner-token';
    });
    expect(
      await runner.api.get<{ readonly status: object }>(`/api/v1/namespaces/${runner.namespace}`),
    ).toMatchObject({ status: { phase: 'Active' } });
  });

  it('a Namespace that the document leaves to others stays, and the Application is Synced', async ({
    start,
    through,
  }) => {
    const runner = await start({ spec: { delivery: { controller: 'ArgoCD' } }, deploy: through() });
    await runner.change({ spec: { namespace: { create: false } } });
    const status = await applicationOf(runner).refresh();
    expect(status.sync?.status).toBe('Synced');
    expect(status.conditions).toBeUndefined();
    expect(await runner.run({ script: ['cat hello.txt'] })).toMatchObject({ status: 'success' });
  });

  it('a runner with another name comes when the old one has ended its job', async ({
    start,
    through,
    onTestFinished,
  }) => {
    const before = await busy(
      await start({ spec: { delivery: { controller: 'ArgoCD' } }, deploy: through() }),
    );
    const { runner } = before;
    const application = applicationOf(runner);
    const renamed = mergePatch(runner.document, { metadata: { name: 'other' } }) as GitLabRunner;
    await application.commit(await rendered(renamed, onTestFinished));
    await application.refresh();
    await expectDrainedInOrder(before);
    await application.synced(600);
    expect((await objectsOf(runner)).filter((name) => !name.startsWith('pods/')).toSorted()).toEqual([
      'configmaps/other-config',
      'deployments/other',
      'rolebindings/other',
      'roles/other',
      'secrets/runner-token',
      'serviceaccounts/other',
    ]);
    expect(await runner.leftovers()).toEqual([]);
    expect(await runner.run({ script: ['cat hello.txt'] })).toMatchObject({ status: 'success' });
  });
});
