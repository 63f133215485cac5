import { describe, expect, it } from 'vitest';

import { objectsWith, only } from '../../support/rendered.ts';

describe('CPU, memory and spread of the manager', () => {
  const podOf = (spec: object) => only(objectsWith(spec), 'Deployment').spec.template.spec;

  it.each<[object, object]>([
    [{}, { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '1', memory: '512Mi' } }],
    [
      { limits: { memory: '1Gi' } },
      { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '1Gi' } },
    ],
    [{ requests: { cpu: '200m' } }, { requests: { cpu: '200m' }, limits: { cpu: '1', memory: '512Mi' } }],
    [{ limits: {} }, { requests: { cpu: '100m', memory: '128Mi' }, limits: {} }],
  ])('take the lists of %j in place of ours', (resources, expected) => {
    const { initContainers, containers } = podOf({ manager: { resources } });
    expect(containers[0].resources).toEqual(expected);
    expect(initContainers[0].resources).toEqual(expected);
  });

  it('spread managers over nodes by the labels of this runner alone, however many there are', () => {
    const { selector, template } = only(objectsWith(), 'Deployment').spec;
    expect(template.spec.topologySpreadConstraints).toEqual([
      {
        maxSkew: 1,
        topologyKey: 'kubernetes.io/hostname',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: selector.matchLabels },
      },
    ]);
    const same = template.spec.topologySpreadConstraints;
    expect(podOf({ manager: { replicas: 2 } }).topologySpreadConstraints).toEqual(same);
    expect(podOf({ autoscaling: { enabled: true } }).topologySpreadConstraints).toEqual(same);
  });

  it('leave the spreading to the document where it has a say', () => {
    const affinity = { podAntiAffinity: {} };
    expect(podOf({ manager: { replicas: 2, affinity } })).not.toHaveProperty('topologySpreadConstraints');
    const none = { replicas: 2, topologySpreadConstraints: [] };
    expect(podOf({ manager: none }).topologySpreadConstraints).toEqual([]);
  });
});
