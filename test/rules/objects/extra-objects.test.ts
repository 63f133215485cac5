import { describe, expect, it } from 'vitest';

import { findings } from '../../support/findings.ts';

const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'ci' } };

describe('extra objects', () => {
  it.each<[string, Record<string, object>]>([
    ['an object of its own', { settings }],
    [
      'objects of the same name in other namespaces',
      { a: settings, b: { ...settings, metadata: { name: 'settings', namespace: 'ci-jobs' } } },
    ],
    [
      'an object of another kind with the name of ours',
      { a: { ...settings, kind: 'Secret', metadata: { name: 'gitlab-runner', namespace: 'ci' } } },
    ],
    [
      'a kind whose name ends in List',
      { a: { apiVersion: 'example.com/v1', kind: 'AllowList', metadata: { name: 'a' }, spec: {} } },
    ],
  ])('takes %s', (_name, extraObjects) => {
    expect(findings({}, { extraObjects })).toEqual([]);
  });

  it.each([
    ['v1', 'Secret', true],
    ['networking.k8s.io/v1', 'NetworkPolicy', true],
    ['monitoring.coreos.com/v1', 'PodMonitor', true],
    ['v1', 'Namespace', false],
    ['rbac.authorization.k8s.io/v1', 'ClusterRole', false],
    ['example.com/v1', 'Secret', false],
    ['constructor/v1', 'Secret', false],
  ])('misses the namespace of %s %s: %s', (apiVersion, kind, isMissed) => {
    const told = (metadata: object): string[] =>
      findings({}, { extraObjects: { a: { apiVersion, kind, metadata } } });
    expect(told({ name: 'a' })).toEqual(
      isMissed ? ['warning UNUSUAL_VALUE spec.extraObjects.a.metadata'] : [],
    );
    expect(told({ name: 'a', namespace: 'ci' })).toEqual([]);
  });

  it.each<[string, Record<string, object>, string]>([
    [
      'a list',
      { all: { apiVersion: 'v1', kind: 'List', metadata: { name: 'all' }, items: [settings] } },
      'error NOT_ALLOWED spec.extraObjects.all.kind',
    ],
    [
      'an object of ours in another release of its group',
      {
        mine: {
          apiVersion: 'apps/v1beta1',
          kind: 'Deployment',
          metadata: { name: 'gitlab-runner', namespace: 'ci' },
        },
      },
      'error OBJECT_TAKEN spec.extraObjects.mine.metadata.name',
    ],
    [
      'the same object twice',
      { a: settings, b: settings },
      'error OBJECT_TAKEN spec.extraObjects.b.metadata.name',
    ],
  ])('tells of %s', (_name, extraObjects, expected) => {
    expect(findings({}, { extraObjects })).toEqual([expected]);
  });
});
