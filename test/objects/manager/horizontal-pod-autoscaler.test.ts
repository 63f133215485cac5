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
