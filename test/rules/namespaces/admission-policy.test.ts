import { describe, expect, it } from 'vitest';

import { findings } from '../../support/findings.ts';

const found = (runner: object, spec: object = {}, jobs: object = {}): string[] =>
  findings(runner, { jobs: { admissionPolicy: {}, ...jobs }, ...spec }).filter((finding) =>
    /FENCE_LOOSENED|KUBERNETES_TOO_OLD|CONTRADICTION|REFUSED_VALUE/.test(finding),
  );

const kubernetes = (keys: object, jobs: object = {}): string[] =>
  found({ feature_flags: { FF_USE_ADVANCED_POD_SPEC_CONFIGURATION: true }, kubernetes: keys }, {}, jobs);

describe('what the API server has', () => {
  it.each(['1.30', '1.30.0', '1.34.2'])('is enough in Kubernetes %s', (kubernetesVersion) => {
    expect(found({}, { kubernetesVersion })).toEqual([]);
  });

  it.each(['1.29', '1.9', '1.29.14'])('is not enough in Kubernetes %s', (kubernetesVersion) => {
    expect(found({}, { kubernetesVersion })).toEqual(['error KUBERNETES_TOO_OLD spec.jobs.admissionPolicy']);
    expect(findings({}, { kubernetesVersion })).toEqual([]);
  });

  it.each<[string[], string[]]>([
    [['Audit', 'Warn'], []],
    [['Deny', 'Audit'], []],
    [['Deny', 'Warn'], ['error CONTRADICTION spec.jobs.admissionPolicy.validationActions[1]']],
    [['Audit', 'Audit'], ['error REFUSED_VALUE spec.jobs.admissionPolicy.validationActions[1]']],
  ])('takes the actions %j: %j', (validationActions, expected) => {
    expect(found({}, {}, { admissionPolicy: { validationActions } })).toEqual(expected);
  });
});

describe('what the fence shuts out', () => {
  it('is the account of the manager', () => {
    const own = { service_account: 'gitlab-runner' };
    expect(kubernetes(own)).toEqual(['error CONTRADICTION kubernetes.service_account']);
    expect(kubernetes(own, { namespace: 'jobs' })).toEqual([]);
  });

  it('is the token of a runner', () => {
    const secret = [{ name: 'gitlab-runner-token', mount_path: '/token' }];
    expect(kubernetes({ volumes: { secret } })).toEqual([
      'error CONTRADICTION kubernetes.volumes.secret[0].name',
    ]);
    const patch = 'volumes: [{name: a, secret: {secretName: gitlab-runner-token}}]';
    expect(kubernetes({ pod_spec: [{ name: 'token', patch }] })).toEqual(['error CONTRADICTION kubernetes']);
    expect(kubernetes({ volumes: { secret: [{ name: 'other', mount_path: '/other' }] } })).toEqual([]);
  });
});

describe('what loosens the fence', () => {
  const loosened = (place: string) => [`warning FENCE_LOOSENED ${place}`];

  it.each<[object, string[]]>([
    [{ patch: 'hostNetwork: true' }, []],
    [{ patch: '[{"op": "add", "path": "/hostNetwork", "value": true}]', patch_type: 'json' }, []],
    [{ patch_path: '/patch.yaml' }, loosened('kubernetes.pod_spec[0]')],
    [{ patch: 'a: &a [1]\nb: *a' }, loosened('kubernetes.pod_spec[0]')],
    [
      { patch: '[{"op": "test", "path": "/dnsPolicy", "value": "Default"}]', patch_type: 'json' },
      loosened('kubernetes.pod_spec[0]'),
    ],
    [
      { patch: '[{"op": "remove", "path": "/initContainers/0/env"}]', patch_type: 'json' },
      loosened('kubernetes.pod_spec[0]'),
    ],
  ])('is a patch that cannot be read: %j', (patch, expected) => {
    expect(kubernetes({ pod_spec: [{ name: 'patch', ...patch }] })).toEqual(expected);
  });

  it.each<[object, string[]]>([
    [{ image: '$IMAGE' }, []],
    [{ image: '$IMAGE', allowed_images: ['alpine:*'] }, loosened('kubernetes.image')],
    [{ image: 'registry.example.com/$IMAGE', allowed_images: ['alpine:*'] }, []],
    [
      { volumes: { pvc: [{ name: '$CLAIM', mount_path: '/a' }] } },
      loosened('kubernetes.volumes.pvc[0].name'),
    ],
    [{ volumes: { pvc: [{ name: 'cache-$CI_PROJECT_ID', mount_path: '/a' }] } }, []],
    [{ bearer_token_overwrite_allowed: true }, loosened('kubernetes.bearer_token_overwrite_allowed')],
    [{ host: 'https://192.0.2.1' }, loosened('kubernetes.host')],
  ])('is what only the job knows, or another account: %j', (keys, expected) => {
    expect(kubernetes(keys)).toEqual(expected);
  });

  it.each<[object, string[]]>([
    [
      { apiGroups: ['apps'], resources: ['statefulsets'], verbs: ['create'] },
      loosened('spec.rbac.extraRules[0]'),
    ],
    [{ apiGroups: ['apps'], resources: ['statefulsets'], verbs: ['get'] }, []],
    [
      { apiGroups: [''], resources: ['serviceaccounts'], verbs: ['impersonate'] },
      loosened('spec.rbac.extraRules[0]'),
    ],
    [{ apiGroups: [''], resources: ['configmaps'], verbs: ['create'] }, []],
  ])('is a rule around it: %j', (rule, expected) => {
    expect(found({}, { rbac: { extraRules: [rule] } })).toEqual(expected);
  });

  it('is nothing where there is no fence', () => {
    expect(findings({ kubernetes: { bearer_token_overwrite_allowed: true } }).join()).not.toContain('FENCE');
  });
});
