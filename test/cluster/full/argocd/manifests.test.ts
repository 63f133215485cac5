import { describe, expect } from 'vitest';

import { mergePatch } from '../../../../src/core/data/merge-patch.ts';
import { type GitLabRunner, type KubernetesObject, renderRunner } from '../../../../src/index.ts';
import { busy, expectDrained, expectHandover } from '../../operations/busy.ts';
import { committed, rendered } from '../../support/controllers.ts';
import { kubectl } from '../../support/kubectl.ts';
import { newNamespace } from '../../support/namespace.ts';
import type { Runner } from '../../support/runner.ts';
import { until } from '../../support/until.ts';
import { type Application, differing, type Status, unhealthy } from './application.ts';
import { applicationOf, it } from './argocd-test.ts';

const delivery = { controller: 'ArgoCD' };
const enabled = { enabled: true };

const isHealthy = ({ health }: Status): boolean => health?.status === 'Healthy';

/** Throws unless the cluster is as the repository says, looked at anew. */
async function expectNoDifference(application: Application): Promise<void> {
  const again = await application.refresh();
  expect(again.sync?.status).toBe('Synced');
  expect([differing(again), again.conditions]).toEqual([[], undefined]);
}

const replicasOf = async (runner: Runner): Promise<number> => (await runner.deployment()).spec.replicas;

describe.concurrent('Argo CD: committed manifests', () => {
  it('are Synced and Healthy at once, Namespaces included, and a second look finds no difference', async ({
    start,
    through,
    api,
  }) => {
    const jobs = newNamespace();
    const spec = { delivery, jobs: { namespace: jobs } };
    const runner = await start({ hasNamespace: false, spec, deploy: through() });
    const application = applicationOf(runner);
    await application.until('it is healthy', isHealthy);
    expect(await runner.run({ script: ['cat hello.txt'] })).toMatchObject({ status: 'success' });
    await expectNoDifference(application);
    expect(await api.find(`/api/v1/namespaces/${jobs}`)).toBeDefined();
  });

  it('all objects: nothing differs, and only the autoscaler, which has no metrics, is not healthy', async ({
    start,
    through,
  }) => {
    const runner = await start({
      deploy: through(),
      runner: { kubernetes: { cpu_request: '1000m' } },
      spec: {
        delivery,
        autoscaling: { enabled: true, minReplicas: 1, maxReplicas: 3 },
        podDisruptionBudget: enabled,
        networkPolicy: enabled,
        metrics: { podMonitor: enabled, service: enabled, prometheusRule: enabled, dashboard: enabled },
        jobs: {
          resourceQuota: { hard: { pods: '40' } },
          limitRange: {
            limits: [{ type: 'Container', default: { cpu: '1' }, defaultRequest: { cpu: '10m' } }],
          },
        },
      },
    });
    const application = applicationOf(runner);
    const status = await application.until(
      'the autoscaler has asked for metrics',
      ({ health }) => health?.status === 'Degraded',
    );
    expect(unhealthy(status)).toEqual([
      expect.stringMatching(
        /^HorizontalPodAutoscaler\/runner Degraded: .*no custom metrics API \(custom\.metrics\.k8s\.io\) registered$/,
      ),
    ]);
    await expectNoDifference(application);
    // Nothing that is rendered says how many managers there are.
    await runner.api.patch(`${runner.deploymentPath}/scale`, { spec: { replicas: 2 } });
    await expectNoDifference(application);
    expect(await replicasOf(runner)).toBe(2);
  });

  it('a restart is not undone, a scale is', async ({ start, through }) => {
    const before = await busy(await start({ spec: { delivery }, deploy: through() }));
    const { runner } = before;
    const application = applicationOf(runner);
    await kubectl(['rollout', 'restart', 'deployment/runner', `--namespace=${runner.namespace}`]);
    await expectHandover(before);
    await expectNoDifference(application);
    await runner.api.patch(`${runner.deploymentPath}/scale`, { spec: { replicas: 2 } });
    await until('it is scaled back', async () => (await replicasOf(runner)) === 1);
  });

  it('a change of the document comes to the managers', async ({ start, through }) => {
    const before = await busy(await start({ spec: { delivery }, deploy: through() }));
    await before.runner.change({ metadata: { labels: { team: 'ci' } } });
    await expectHandover(before);
  });

  it('a rollout for a new config.toml that fails leaves the old one to the managers that are there', async ({
    start,
    through,
    onTestFinished,
  }) => {
    const spec = { delivery, configUpdate: 'rollout' };
    const runner = await start({ spec, deploy: through() });
    const application = applicationOf(runner);
    const [old] = await runner.managers();
    const change = { spec: { config: { concurrent: 5 }, manager: { nodeSelector: { no: 'such' } } } };
    const document = mergePatch(runner.document, change) as GitLabRunner;
    await application.commit(await rendered(document, onTestFinished));
    await application.until(
      'it waits for the new managers',
      ({ operationState }) =>
        operationState?.message === 'waiting for healthy state of apps/Deployment/runner',
    );
    await runner.api.delete(`/api/v1/namespaces/${runner.namespace}/pods/${old!.metadata.name}`);
    await until('another manager has the old file', async () =>
      (await runner.managers()).some(
        ({ metadata, status: { conditions = [] } }) =>
          metadata.uid !== old!.metadata.uid &&
          conditions.some(({ type, status }) => type === 'Ready' && status === 'True'),
      ),
    );
    expect(await runner.run({ script: ['cat hello.txt'] })).toMatchObject({ status: 'success' });
  });

  it('a rollout for a new config.toml that succeeds takes the old one away', async ({ start, through }) => {
    const before = await busy(
      await start({ spec: { delivery, configUpdate: 'rollout' }, deploy: through() }),
    );
    const { runner } = before;
    await runner.change({ spec: { config: { concurrent: 5 } } });
    await expectHandover(before);
    const configMaps = await runner.api.list<KubernetesObject>(
      `/api/v1/namespaces/${runner.namespace}/configmaps`,
    );
    const names = configMaps.map(({ metadata }) => metadata.name);
    expect(names.filter((name) => name.startsWith('runner-config-'))).toHaveLength(1);
  });

  it('a changed selector is refused, until the Deployment is deleted', async ({
    start,
    through,
    onTestFinished,
  }) => {
    const before = await busy(await start({ spec: { delivery }, deploy: through() }));
    const { runner } = before;
    const application = applicationOf(runner);
    await application.commit(committed(renderRunner(runner.document).map(otherSelector), onTestFinished));
    await application.until(
      'it is refused',
      ({ operationState }) => operationState?.message?.includes('field is immutable') ?? false,
    );
    await runner.api.delete(runner.deploymentPath, { propagationPolicy: 'Background' });
    await expectDrained(before);
    await application.synced(300);
  });
});

/** A Deployment whose pods have a label more, by which it selects them. */
function otherSelector(object: KubernetesObject): KubernetesObject {
  if (object.kind !== 'Deployment') return object;
  const other = structuredClone(object) as unknown as {
    spec: { selector: { matchLabels: object }; template: { metadata: { labels: object } } };
  };
  Object.assign(other.spec.selector.matchLabels, { team: 'ci' });
  Object.assign(other.spec.template.metadata.labels, { team: 'ci' });
  return other as unknown as KubernetesObject;
}
