import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { parse } from 'yaml';

import { mergePatch } from '../../../../src/core/data/merge-patch.ts';
import {
  type Diff,
  diffObjects,
  type KubernetesObject,
  renderRunner,
  toYaml,
} from '../../../../src/index.ts';
import { root } from '../../../support/project.ts';
import { busy } from '../../operations/busy.ts';
import { kubectl } from '../../support/kubectl.ts';
import type { Runner } from '../../support/runner.ts';
import { it } from '../../support/test.ts';
import { until } from '../../support/until.ts';

const KINDS =
  'deployments,configmaps,secrets,serviceaccounts,roles,rolebindings,services,ingresses,networkpolicies,resourcequotas,limitranges,poddisruptionbudgets,horizontalpodautoscalers,podmonitors,servicemonitors,prometheusrules';

/** What runs, as `kubectl` prints it. */
async function running({ namespace }: Runner): Promise<readonly object[]> {
  const get = async (...args: string[]): Promise<{ readonly items: readonly object[] }> =>
    JSON.parse(await kubectl(['get', ...args, '--output=json', '--show-managed-fields']));
  const { items } = await get(KINDS, `--namespace=${namespace}`);
  const { items: namespaces } = await get('namespaces', `--field-selector=metadata.name=${namespace}`);
  return [...items, ...namespaces];
}

/** What applying the document anew would do. */
const again = async (runner: Runner): Promise<Diff> =>
  diffObjects(await running(runner), renderRunner(runner.document));

/** The spec of a golden document, but for its runners. */
function specOf(golden: string): object {
  const text = readFileSync(join(root, 'test/golden', golden, 'document.yaml'), 'utf8');
  const { spec } = parse(text) as { readonly spec: object };
  // What is in other namespaces would be in those of other tests.
  const here = { runners: null, jobs: { namespace: null }, metrics: { podMonitor: { namespace: null } } };
  return mergePatch(spec, here) as object;
}

const GOLDENS = [
  'base',
  'high-availability',
  'manager-everything',
  'network-policies-open',
  'observability',
  'session-server',
  'session-headless',
  'certificates',
];

/** As people apply it, without the server's own apply. */
async function applyOnClient(runner: Runner): Promise<readonly KubernetesObject[]> {
  const objects = renderRunner(runner.document);
  await kubectl(['apply', '-f', '-'], toYaml(objects));
  return objects;
}

describe.concurrent('Before you apply: diff', () => {
  it.for(GOLDENS)('%s, applied on the server', async (golden, { apply }) => {
    const runner = await apply({ spec: specOf(golden) });
    expect((await again(runner)).changes).toEqual([]);
  });

  // A port of the nodes that a document names is one for the whole cluster.
  const withoutPort = GOLDENS.filter((golden) => golden !== 'observability');
  it.for(withoutPort)('%s, applied on the client', async (golden, { apply }) => {
    const runner = await apply({ spec: specOf(golden), deploy: applyOnClient });
    expect((await again(runner)).changes).toEqual([]);
  });

  it('after the autoscaler has acted', async ({ apply }) => {
    const runner = await apply({ spec: { autoscaling: { enabled: true, minReplicas: 2, maxReplicas: 3 } } });
    await until('there are two managers', async () => (await runner.deployment()).spec.replicas === 2);
    expect((await again(runner)).changes).toEqual([]);
  });

  it('after a restart', async ({ apply }) => {
    const runner = await apply();
    await kubectl(['rollout', 'restart', 'deployment/runner', `--namespace=${runner.namespace}`]);
    expect((await again(runner)).changes).toEqual([]);
  });
});

describe.concurrent('What a change does: `deployment-replaced`, `binding-replaced`, `service-replaced`, `immutable-replaced`', () => {
  it.for([
    [
      'deployment-replaced',
      'Deployment',
      { spec: { selector: { matchLabels: { a: 'b' } }, template: { metadata: { labels: { a: 'b' } } } } },
    ],
    ['binding-replaced', 'RoleBinding', { roleRef: { name: 'other' } }],
    ['service-replaced', 'Service', { spec: { clusterIP: 'None' } }],
    ['immutable-replaced', 'ConfigMap', { data: { key: 'b' } }],
  ] as const)('%s', async ([code, kind, patch], { apply }) => {
    const frozen = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'frozen' },
      data: { key: 'a' },
      immutable: true,
    };
    const runner = await apply({
      spec: { sessionServer: { enabled: true, service: { type: 'ClusterIP' } } },
      deploy: applyOnClient,
      objects: (namespace) => [{ ...frozen, metadata: { ...frozen.metadata, namespace } }],
    });
    const objects: readonly object[] =
      code === 'immutable-replaced'
        ? [{ ...frozen, metadata: { ...frozen.metadata, namespace: runner.namespace } }]
        : renderRunner(runner.document).filter((object) => object.kind === kind);
    const changed = objects.map((object) => mergePatch(object, patch) as object);
    expect(diffObjects(await running(runner), changed).effects.map((effect) => effect.code)).toContain(code);
    await expect(kubectl(['apply', '-f', '-'], toYaml(changed))).rejects.toThrow(
      /immutable|cannot change roleRef|may not change/,
    );
  });
});

describe.concurrent('What a change does: `restart-needed`', () => {
  it('restart-needed: another address for metrics in config.toml alone changes nothing', async ({
    start,
  }) => {
    const runner = await start();
    const [manager] = await runner.managers();
    const loaded = async (): Promise<number> =>
      (await runner.metrics(manager!)).get('gitlab_runner_configuration_loaded_total')!;
    const before = await loaded();
    const objects = renderRunner(runner.document);
    const changed = objects.map((object) =>
      object.kind === 'ConfigMap'
        ? (JSON.parse(JSON.stringify(object).replace(':9252', ':9300')) as KubernetesObject)
        : object,
    );
    expect((await diffObjects(objects, changed)).effects.map(({ code }) => code)).toEqual(['restart-needed']);
    await runner.make(...changed.filter(({ kind }) => kind === 'ConfigMap'));
    // At the old address, which it still has.
    await until('config.toml is read', async () => (await loaded()) > before, 300);
  });
});

describe.concurrent('What a change does: `account-replaced`, `binding-changed`', () => {
  it('account-replaced: without the step before, the pod of a job stays behind', async ({ start }) => {
    const { runner, job, manager } = await busy(await start());
    await runner.change({ spec: { serviceAccount: { name: 'other' } } });
    await runner.release(job);
    await until('the manager has ended', async () =>
      (await runner.managers()).every(({ metadata }) => metadata.uid !== manager.metadata.uid),
    );
    const [pod] = await runner.podsOf(job);
    expect(pod!.metadata.deletionTimestamp).toBeUndefined();
  });
});
