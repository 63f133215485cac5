import { describe, expect, it } from 'vitest';

import { kubernetesFindings } from '../../support/findings.ts';

const rule = { apiGroups: [''], resources: ['configmaps'], verbs: ['get'] };
const rbacFindings = (rbac: object, kubernetes: object = {}): string[] =>
  kubernetesFindings(kubernetes, {}, { rbac });

describe('extra permissions', () => {
  it.each<[object, object?]>([
    [{ extraRules: [rule], extraClusterRules: [rule] }],
    [{ extraClusterRules: [{ nonResourceURLs: ['/metrics'], verbs: ['get'] }] }],
    [{ extraClusterRules: [rule] }, { namespace_per_job: true }],
    [{ create: false }],
  ])('takes %j', (rbac, kubernetes) => {
    expect(rbacFindings(rbac, kubernetes)).toEqual([]);
  });

  it.each<[object, object, string]>([
    [{ create: false, extraRules: [rule] }, {}, 'warning NO_EFFECT spec.rbac.extraRules'],
    [{ create: false, extraClusterRules: [rule] }, {}, 'warning NO_EFFECT spec.rbac.extraClusterRules'],
    [{ extraRules: [rule] }, { namespace_per_job: true }, 'warning NO_EFFECT spec.rbac.extraRules'],
    [
      { extraRules: [{ nonResourceURLs: ['/metrics'], verbs: ['get'] }] },
      {},
      'error CONTRADICTION spec.rbac.extraRules[0].nonResourceURLs',
    ],
    [
      { extraRules: [rule, { resources: ['pods'], verbs: ['get'] }] },
      {},
      'error NEEDS_KEY spec.rbac.extraRules[1]',
    ],
    [
      { extraRules: [{ ...rule, verbs: ['*'] }] },
      {},
      'warning WILDCARD_PERMISSION spec.rbac.extraRules[0].verbs[0]',
    ],
    [
      { extraClusterRules: [{ ...rule, resources: ['*'] }] },
      {},
      'warning WILDCARD_PERMISSION spec.rbac.extraClusterRules[0].resources[0]',
    ],
  ])('tells of %j with %j', (rbac, kubernetes, expected) => {
    expect(rbacFindings(rbac, kubernetes)).toEqual([expected]);
  });
});
