import { describe, expect } from 'vitest';

import { renderRunner } from '../../../../src/index.ts';
import { busy, expectHandover } from '../../operations/busy.ts';
import { commandsWith } from '../../operations/commands.ts';
import { kubectl, shell } from '../../support/kubectl.ts';
import { newNamespace } from '../../support/namespace.ts';
import type { Runner } from '../../support/runner.ts';
import { until } from '../../support/until.ts';
import { it, kustomizationOf } from './flux-test.ts';

const delivery = { controller: 'Flux' };
const enabled = { enabled: true };

/** What of a script Flux's substitution would change, empty or refuse, and what it would leave alone. */
const SCRIPT = [
  'echo "${CI_JOB_ID}" ${#HOME} ${PATH##*/} ${HOME//a/b} ${HOME^^} ${1:-x}',
  'echo $$ $${X} $VAR $(id -u) $1 ${VAR-x} ${a[0]} ${!x} ${@} "${{ inputs.x }}"',
].join('\n');

/** config.toml, as the cluster has it. */
async function configOf({ api, namespace }: Runner): Promise<string> {
  const { data } = await api.get<{ readonly data: Readonly<Record<string, string>> }>(
    `/api/v1/namespaces/${namespace}/configmaps/runner-config`,
  );
  return data['config.toml']!;
}

/** config.toml, as it was rendered. */
function renderedConfigOf({ document }: Runner): string {
  const map = renderRunner(document).find(({ kind }) => kind === 'ConfigMap');
  return (map as unknown as { data: Record<string, string> }).data['config.toml']!;
}

describe.concurrent('Flux: committed manifests', () => {
  it('all come at the first try, Namespaces and Roles in them included, and are Ready', async ({
    apply,
    through,
    api,
  }) => {
    const jobs = newNamespace();
    const runner = await apply({
      hasNamespace: false,
      hasSecret: false,
      deploy: through({ isReady: false }),
      spec: {
        delivery,
        podDisruptionBudget: enabled,
        networkPolicy: enabled,
        metrics: { podMonitor: enabled, service: enabled, prometheusRule: enabled, dashboard: enabled },
        jobs: {
          namespace: jobs,
          resourceQuota: { hard: { pods: '40' } },
          limitRange: {
            limits: [{ type: 'Container', default: { cpu: '1' }, defaultRequest: { cpu: '10m' } }],
          },
        },
      },
    });
    const kustomization = kustomizationOf(runner);
    await until('the Namespace is there', () => api.find(`/api/v1/namespaces/${runner.namespace}`));
    await runner.putToken(runner.token);
    await kustomization.applied();
    expect(await warningsOf(runner)).toEqual([]);
    expect(await runner.run({ script: ['cat hello.txt'] })).toMatchObject({ status: 'success' });
    const before = await versionsOf(runner);
    await kustomization.reconcile();
    expect(await versionsOf(runner)).toEqual(before);
    expect(await api.find(`/api/v1/namespaces/${jobs}`)).toBeDefined();
  });

  it('config.toml stays byte for byte under a substitution, with scripts full of `${…}`', async ({
    start,
    through,
  }) => {
    const runner = await start({
      spec: { delivery },
      runner: { pre_build_script: SCRIPT },
      deploy: through({ spec: { postBuild: { substitute: { VAR: 'changed' } } } }),
    });
    expect(await configOf(runner)).toBe(renderedConfigOf(runner));
    expect(await configOf(runner)).toContain('${{ inputs.x }}');
  });

  it('which refuses the same without `delivery`', async ({ apply, through }) => {
    const runner = await apply({
      runner: { pre_build_script: SCRIPT },
      deploy: through({ isReady: false, spec: { postBuild: { substitute: { VAR: 'changed' } } } }),
    });
    expect(await kustomizationOf(runner).refused()).toBe(
      "BuildFailed: post build failed for 'ConfigMap.v1.[noGrp]/runner-config': envsubst error: variable substitution failed: missing closing brace",
    );
  });

  it('a restart in its own name is not undone, another is', async ({ start, through }) => {
    const before = await busy(await start({ spec: { delivery }, deploy: through() }));
    const { runner } = before;
    const restartedAt = async (): Promise<string | undefined> => {
      const { spec } = (await runner.deployment()) as unknown as {
        spec: { template: { metadata: { annotations?: Record<string, string> } } };
      };
      return spec.template.metadata.annotations?.['kubectl.kubernetes.io/restartedAt'];
    };
    await shell(commandsWith('rollout restart', runner, 'docs/gitops.md'));
    await expectHandover(before);
    await kustomizationOf(runner).reconcile();
    expect(await restartedAt()).toBeDefined();
    await kubectl(['rollout', 'restart', 'deployment/runner', `--namespace=${runner.namespace}`]);
    await kustomizationOf(runner).reconcile();
    expect(await restartedAt()).toBeUndefined();
  });

  it('a change of the document comes to the managers', async ({ start, through }) => {
    const before = await busy(await start({ spec: { delivery }, deploy: through() }));
    await before.runner.change({ metadata: { labels: { team: 'ci' } } });
    await expectHandover(before);
  });
});

/** What Flux has warned of, for its Kustomization. */
async function warningsOf({ api, namespace }: Runner): Promise<readonly string[]> {
  const events = await api.list<{
    readonly type: string;
    readonly message: string;
    readonly involvedObject: { readonly name: string };
  }>('/api/v1/namespaces/flux-system/events');
  const own = events.filter(({ involvedObject }) => involvedObject.name === namespace);
  expect(own).not.toEqual([]);
  return own.flatMap(({ type, message }) => (type === 'Normal' ? [] : [message]));
}

/** The versions of all objects of a runner: another one where somebody has written. */
function versionsOf({ api, document }: Runner): Promise<readonly string[]> {
  return Promise.all(
    renderRunner(document)
      .filter(({ kind }) => kind !== 'ResourceQuota')
      .map(async (object) => {
        const { metadata } = await api.get<{ metadata: { generation?: number; resourceVersion: string } }>(
          `${await api.pathOf(object)}/${object.metadata.name}`,
        );
        return `${object.kind}/${object.metadata.name} ${metadata.generation ?? metadata.resourceVersion}`;
      }),
  );
}
