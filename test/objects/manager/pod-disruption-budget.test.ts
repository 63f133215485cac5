import { describe, expect, it } from 'vitest';

import { objectsWith, only } from '../../support/rendered.ts';

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
