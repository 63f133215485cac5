import { expect, it } from 'vitest';

import { objectsWith, only } from '../../support/rendered.ts';

it('the ClusterRole is bound to the account of the manager alone', () => {
  const objects = objectsWith({}, { kubernetes: { namespace_per_job: true } });
  expect(only(objects, 'ClusterRoleBinding').subjects).toEqual([
    { kind: 'ServiceAccount', name: 'gitlab-runner', namespace: 'ci' },
  ]);
});
