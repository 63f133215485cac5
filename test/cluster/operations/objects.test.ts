import { describe, expect } from 'vitest';

import { mergePatch } from '../../../src/core/data/merge-patch.ts';
import { type GitLabRunner, renderRunner, toYaml } from '../../../src/index.ts';
import { kubectl, shell } from '../support/kubectl.ts';
import type { Runner } from '../support/runner.ts';
import { it } from '../support/test.ts';
import { until } from '../support/until.ts';
import { busy, expectDrained } from './busy.ts';
import { commandsWith } from './commands.ts';

interface Named {
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
}

/** The document of a runner with a change. */
const changed = (runner: Runner, spec: object): GitLabRunner =>
  mergePatch(runner.document, { spec }) as GitLabRunner;

const yamlOf = (document: GitLabRunner): string => toYaml(renderRunner(document));

/** As people apply it. */
const applyYaml = (document: GitLabRunner): Promise<string> =>
  kubectl(['apply', '-f', '-'], yamlOf(document));

const replicasOf = async (runner: Runner): Promise<number> => (await runner.deployment()).spec.replicas;

describe.concurrent('Autoscaling', () => {
  const number = { spec: { manager: { replicas: 3 } } };
  const autoscaling = { autoscaling: { enabled: true, minReplicas: 2, maxReplicas: 6 } };

  it('handed over, the number of managers outlives `kubectl apply`', async ({ apply }) => {
    const runner = await apply(number);
    await applyYaml(runner.document);
    const document = changed(runner, { ...autoscaling, manager: { replicas: null } });
    const deployment = renderRunner(document).filter(({ kind }) => kind === 'Deployment');
    await kubectl(['apply', 'set-last-applied', '-f', '-'], toYaml(deployment));
    expect(await replicasOf(runner)).toBe(3);
    await applyYaml(document);
    expect(await replicasOf(runner)).toBe(3);
  });

  it('not handed over, it falls with `kubectl apply`', async ({ apply }) => {
    const runner = await apply(number);
    await applyYaml(runner.document);
    await applyYaml(changed(runner, { ...autoscaling, manager: { replicas: null } }));
    expect(await replicasOf(runner)).toBeLessThan(3);
  });

  it('owned by another, the number of managers outlives a server-side apply', async ({ apply }) => {
    const runner = await apply(number);
    await shell(commandsWith('--field-manager=handover', runner));
    await runner.render(changed(runner, { ...autoscaling, manager: { replicas: null } }));
    expect(await replicasOf(runner)).toBe(3);
  });

  it('owned by nobody else, it falls with a server-side apply', async ({ apply }) => {
    const runner = await apply(number);
    await runner.render(changed(runner, { ...autoscaling, manager: { replicas: null } }));
    expect(await replicasOf(runner)).toBeLessThan(3);
  });
});

/** The ConfigMaps of a namespace, but for the one that every namespace has. */
async function configMapsOf({ api, namespace }: Runner): Promise<readonly string[]> {
  const all = await api.list<Named>(`/api/v1/namespaces/${namespace}/configmaps`);
  return all
    .map(({ metadata: { name } }) => name)
    .filter((name) => name !== 'kube-root-ca.crt')
    .toSorted();
}

/** Runs the first command of docs/troubleshooting.md that has a text in it, for what a document renders. */
function prune(runner: Runner, text: string, document: GitLabRunner, more = ''): Promise<string> {
  const command = commandsWith(text, runner, 'docs/troubleshooting.md').trim().replace('rendered.yaml', '-');
  return shell(`${command} ${more}`, { input: yamlOf(document) });
}

const prunedIn = (output: string): readonly string[] => output.match(/^.* pruned.*$/gm) ?? [];

describe.concurrent('By a list of kinds', () => {
  it('a pruning apply removes the ConfigMap of the time before, and nothing else', async ({ apply }) => {
    const runner = await apply({ spec: { configUpdate: 'rollout' } });
    const { namespace } = runner;
    await applyYaml(runner.document);
    await kubectl(['apply', '-f', '-'], JSON.stringify(foreign(namespace)));
    const [old] = (await configMapsOf(runner)).filter((name) => name !== 'foreign');
    const document = changed(runner, { config: { concurrent: 5 } });
    await applyYaml(document);
    const [young] = (await configMapsOf(runner)).filter((name) => name !== 'foreign' && name !== old);
    expect(await configMapsOf(runner)).toEqual(['foreign', old, young].toSorted());
    const dry = await prune(runner, '--prune-allowlist', document, '--dry-run=server');
    expect(prunedIn(dry)).toEqual([`configmap/${old} pruned (server dry run)`]);
    await prune(runner, '--prune-allowlist', document);
    expect(await configMapsOf(runner)).toEqual(['foreign', young].toSorted());
    expect(await runner.api.find(`/api/v1/namespaces/${namespace}/secrets/runner-token`)).toBeDefined();
    await runner.asked();
  });
});

describe.concurrent('By an ApplySet', () => {
  it('it prunes what the set applied before, and nothing else', async ({ apply }) => {
    const runner = await apply({
      objects: (name) => [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }],
      spec: { configUpdate: 'rollout', namespace: { create: false } },
    });
    const { namespace } = runner;
    await prune(runner, '--applyset', runner.document);
    await kubectl(['apply', '-f', '-'], JSON.stringify(foreign(namespace)));
    const others = ['foreign', 'gitlab-runner-set'];
    const [old] = (await configMapsOf(runner)).filter((name) => !others.includes(name));
    const document = changed(runner, { config: { concurrent: 5 } });
    const dry = await prune(runner, '--applyset', document, '--dry-run=server');
    expect(prunedIn(dry)).toEqual([`configmap/${old} pruned (server dry run)`]);
    await prune(runner, '--applyset', document);
    const [young] = (await configMapsOf(runner)).filter((name) => !others.includes(name));
    expect(young).not.toBe(old);
    expect(await configMapsOf(runner)).toEqual([...others, young].toSorted());
    expect(await runner.api.find(`/api/v1/namespaces/${namespace}/secrets/runner-token`)).toBeDefined();
    await runner.asked();
  });
});

/** A ConfigMap that someone else has applied in the namespace. */
function foreign(namespace: string): object {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'foreign', namespace },
    data: { key: 'value' },
  };
}

describe.concurrent('Delete a runner or its Namespace', () => {
  it('the Deployment first, then the rest: the job ends well, and nothing is left', async ({ start }) => {
    const before = await busy(await start());
    const { runner } = before;
    await runner.api.delete(runner.deploymentPath, { propagationPolicy: 'Background' });
    await expectDrained(before);
    await until('jobs have left nothing', async () => (await runner.leftovers()).length === 0);
    await kubectl(['delete', '--wait=false', '--ignore-not-found', '-f', '-'], yamlOf(runner.document));
    await until(
      'the namespace is gone',
      async () => (await runner.api.find(`/api/v1/namespaces/${runner.namespace}`)) === undefined,
    );
  });

  it('a Namespace of others is left alone, with its labels', async ({ start }) => {
    const runner = await start({
      objects: (name) => [
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { team: 'ci' } } },
      ],
      spec: { namespace: { create: false } },
    });
    expect(await runner.run({ script: ['cat hello.txt'] })).toMatchObject({ status: 'success' });
    const path = `/api/v1/namespaces/${runner.namespace}`;
    await kubectl(['delete', '--wait=false', '-f', '-'], yamlOf(runner.document));
    await until('the manager has ended', async () => (await runner.managers()).length === 0);
    const { metadata } = await runner.api.get<Named>(path);
    expect(metadata.labels).toEqual({ team: 'ci', 'kubernetes.io/metadata.name': runner.namespace });
    expect(metadata).not.toHaveProperty('deletionTimestamp');
  });
});

describe.concurrent('Stopping without losing jobs', () => {
  it('without its Role a manager that ends leaves the pods of its jobs', async ({ start }) => {
    const { runner, job, manager } = await busy(await start());
    const role = `/apis/rbac.authorization.k8s.io/v1/namespaces/${runner.namespace}/roles/runner`;
    await runner.api.delete(role);
    await runner.api.delete(runner.deploymentPath, { propagationPolicy: 'Background' });
    await runner.release(job);
    await until('the manager has ended', async () =>
      (await runner.managers()).every(({ metadata }) => metadata.uid !== manager.metadata.uid),
    );
    const [pod] = await runner.podsOf(job);
    expect(pod!.metadata.deletionTimestamp).toBeUndefined();
  });
});
