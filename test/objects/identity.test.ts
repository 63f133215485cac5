import { describe, expect, it } from 'vitest';

import { identity, identityKey } from '../../src/core/objects/identity.ts';

const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { namespace: 'ci', name: 'gitlab-runner' },
};

describe('the identity of an object', () => {
  it('is its group, kind, namespace and name', () => {
    expect(identity(deployment)).toEqual({
      group: 'apps',
      kind: 'deployment',
      namespace: 'ci',
      name: 'gitlab-runner',
    });
    expect(identity({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'ci' } })).toEqual({
      group: '',
      kind: 'namespace',
      namespace: '',
      name: 'ci',
    });
  });

  it('is the same in all releases of an API group', () => {
    expect(identityKey({ ...deployment, apiVersion: 'apps/v1beta1' })).toBe(identityKey(deployment));
  });

  it.each<[string, object]>([
    ['group', { apiVersion: 'v1' }],
    ['kind', { kind: 'StatefulSet' }],
    ['namespace', { metadata: { name: 'gitlab-runner' } }],
    ['name', { metadata: { namespace: 'ci', name: 'other' } }],
  ])('is another one with another %s', (_part, change) => {
    expect(identityKey({ ...deployment, ...change })).not.toBe(identityKey(deployment));
  });

  it('is another one where a line break moves from one part to the next', () => {
    const key = (namespace: string, name: string): string =>
      identityKey({ ...deployment, metadata: { namespace, name } });
    expect(key('ci\na', 'b')).not.toBe(key('ci', 'a\nb'));
  });
});
