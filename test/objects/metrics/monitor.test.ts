import { describe, expect, it } from 'vitest';

import { objectsWith, only } from '../../support/rendered.ts';

const on = { enabled: true };

describe('monitors', () => {
  it('find the Service of the metrics port and not that of the session server', () => {
    const objects = objectsWith({
      metrics: { service: on, serviceMonitor: on },
      sessionServer: { ...on, service: { type: 'ClusterIP' } },
    });
    const { matchLabels } = only(objects, 'ServiceMonitor').spec.selector;
    const found = objects.filter(
      ({ kind, metadata }) =>
        kind === 'Service' &&
        Object.entries(matchLabels).every(([key, value]) => metadata.labels?.[key] === value),
    );
    expect(found.map(({ metadata }) => metadata.name)).toEqual(['gitlab-runner-metrics']);
  });

  it('look into the namespace of the manager from wherever they stand', () => {
    const objects = objectsWith({ metrics: { podMonitor: { ...on, namespace: 'monitoring' } } });
    expect(only(objects, 'PodMonitor')).toMatchObject({
      metadata: { namespace: 'monitoring' },
      spec: { namespaceSelector: { matchNames: ['ci'] }, podMetricsEndpoints: [{ port: 'metrics' }] },
    });
  });

  it('select by labels that never change', () => {
    const objects = objectsWith({ version: '19.2.0', metrics: { podMonitor: on } });
    expect(only(objects, 'PodMonitor').spec.selector).toEqual({
      matchLabels: {
        'app.kubernetes.io/instance': 'gitlab-runner',
        'app.kubernetes.io/name': 'gitlab-runner',
      },
    });
  });

  it('keep their Service whatever labels the document has', () => {
    const objects = objectsWith({
      metrics: {
        service: { ...on, labels: { 'app.kubernetes.io/component': 'ci' } },
        serviceMonitor: on,
      },
    });
    expect(only(objects, 'Service').metadata.labels?.['app.kubernetes.io/component']).toBe('metrics');
  });
});
