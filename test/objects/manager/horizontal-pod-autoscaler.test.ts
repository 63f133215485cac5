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

  it.each<[string, object, string]>([
    ['one runner, which is all', { default: 4 }, '3'],
    ['each of two', { a: 2, b: 2 }, '3'],
    ['two, of which the other has none', { a: 2, b: 0 }, '7500m'],
    ['a runner above all', { default: 40 }, '7500m'],
  ])('adds them as early where jobs are limited for %s', (_name, limits, expected) => {
    const runners = Object.fromEntries(
      Object.entries(limits).map(([id, limit]) => [
        id,
        { url: 'https://gitlab.com', token: { secretKeyRef: { name: 'token', key: id } }, limit },
      ]),
    );
    const objects = objectsWith({ config: { concurrent: 10 }, autoscaling: { enabled: true }, runners });
    const [metric] = only(objects, 'HorizontalPodAutoscaler').spec.metrics;
    expect(metric.pods.target.averageValue).toBe(expected);
  });
});
