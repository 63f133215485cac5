import { describe, expect, it } from 'vitest';

import { objectsWith, only } from '../../support/rendered.ts';

describe('the autoscaler', () => {
  it.each([
    [1, '750m'],
    [4, '3'],
    [10, '7500m'],
  ])('adds managers when three quarters of %i jobs run', (concurrent, expected) => {
    const objects = objectsWith({ config: { concurrent }, autoscaling: { enabled: true } });
    const [metric] = only(objects, 'HorizontalPodAutoscaler').spec.metrics;
    expect(metric.pods.target.averageValue).toBe(expected);
    expect(only(objects, 'Deployment').spec).not.toHaveProperty('replicas');
  });
});

describe('the disruption budget', () => {
  it.each<[object, object]>([
    [{}, { maxUnavailable: 1 }],
    [{ maxUnavailable: '50%' }, { maxUnavailable: '50%' }],
    [{ minAvailable: 1 }, { minAvailable: 1 }],
  ])('has one number, from %j', (options, expected) => {
    const objects = objectsWith({
      manager: { replicas: 2 },
      podDisruptionBudget: { enabled: true, ...options },
    });
    expect(only(objects, 'PodDisruptionBudget').spec).toEqual({
      ...expected,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: {
        matchLabels: {
          'app.kubernetes.io/instance': 'gitlab-runner',
          'app.kubernetes.io/name': 'gitlab-runner',
        },
      },
    });
  });
});
