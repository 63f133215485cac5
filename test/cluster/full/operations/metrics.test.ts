import { describe, expect } from 'vitest';

import { renderRunner } from '../../../../src/index.ts';
import { it } from '../../support/test.ts';
import { until } from '../../support/until.ts';

const enabled = { enabled: true };

describe.concurrent('Alerts', () => {
  it('a manager has every metric that alerts, dashboard and autoscaling ask for', async ({ start }) => {
    const spec = {
      metrics: { prometheusRule: enabled, dashboard: enabled },
      autoscaling: { enabled: true, minReplicas: 1, maxReplicas: 2 },
    };
    const runner = await start();
    const objects = renderRunner({
      ...runner.document,
      spec: { ...runner.document.spec, ...spec },
    });
    const kinds = ['PrometheusRule', 'HorizontalPodAutoscaler', 'ConfigMap'];
    const text = JSON.stringify(objects.filter(({ kind }) => kinds.includes(kind)));
    const asked = new Set(text.match(/\b(?:gitlab_runner|process)_[a-z_]+\b/g));
    expect(asked.size).toBeGreaterThan(10);
    await runner.run({ script: ['cat hello.txt'] });
    await runner.run({ script: ['exit 1'] });
    const [manager] = await runner.managers();
    await until(
      'the manager has every metric',
      async () => {
        const there = await runner.metrics(manager!);
        const absent = [...asked].filter((name) => !there.has(name));
        if (absent.length > 0) throw new Error(`absent: ${absent.join(', ')}`);
        return true;
      },
      60,
    );
  });

  it('a token that GitLab refuses is counted where the alert for a paused runner looks', async ({
    apply,
  }) => {
    const runner = await apply({ token: 'glrt-EXAMPLE' });
    await until('the runner is paused', async () =>
      (await runner.log()).includes('is unhealthy and will be disabled'),
    );
    const [manager] = await runner.managers();
    await until(
      'it is counted',
      async () => {
        const metrics = await runner.metrics(manager!);
        return metrics.get('gitlab_runner_worker_feed_failures_total')! > 0;
      },
      20,
    );
  });

  it('a broken file is counted where the alert looks, and the manager that starts with it fails', async ({
    start,
  }) => {
    const runner = await start();
    const { namespace } = runner;
    const [manager] = await runner.managers();
    const configMap = `/api/v1/namespaces/${namespace}/configmaps/runner-config`;
    await runner.api.patch(configMap, { data: { 'config.toml': 'concurrent = = 4\n' } });
    await until(
      'the broken file is counted',
      async () =>
        (await runner.metrics(manager!)).get('gitlab_runner_configuration_loading_error_total') === 1,
      300,
    );
    await runner.api.delete(`/api/v1/namespaces/${namespace}/pods/${manager!.metadata.name}`);
    await until('a manager fails to start', async () =>
      (await runner.managers()).some(
        ({ metadata, status: { containerStatuses = [] } }) =>
          metadata.uid !== manager!.metadata.uid &&
          containerStatuses.some(({ restartCount }) => restartCount > 0),
      ),
    );
    await runner.render(runner.document);
    expect(await runner.run({ script: ['cat hello.txt'] }, 600)).toMatchObject({ status: 'success' });
  });
});
