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
});
