import { describe, expect, it } from 'vitest';

import { kubernetesFindings } from '../../support/findings.ts';

const on = { feature_flags: { FF_USE_ADVANCED_POD_SPEC_CONFIGURATION: true } };

describe('patches of the pod spec', () => {
  it('needs the feature flag', () => {
    const patches = { pod_spec: [{ patch: 'hostUsers: false' }] };
    expect(kubernetesFindings(patches)).toEqual(['error NEEDS_KEY pod_spec']);
    expect(
      kubernetesFindings(patches, { feature_flags: { FF_USE_ADVANCED_POD_SPEC_CONFIGURATION: false } }),
    ).toEqual(['error NEEDS_KEY pod_spec']);
    expect(kubernetesFindings(patches, on)).toEqual([]);
    expect(
      kubernetesFindings(patches, { environment: ['FF_USE_ADVANCED_POD_SPEC_CONFIGURATION=true'] }),
    ).toEqual([]);
    expect(kubernetesFindings({ pod_spec: [] })).toEqual([]);
  });

  it('takes a patch from one place, and from one at least', () => {
    const both = { patch: 'hostUsers: false', patch_path: '/home/gitlab-runner/patch.yaml' };
    expect(kubernetesFindings({ pod_spec: [both, { name: 'empty' }] }, on)).toEqual([
      'error EXCLUSIVE_KEYS pod_spec[0].patch_path',
      'error NEEDS_KEY pod_spec[1]',
    ]);
  });

  it.each([
    ['json', '[{"op": "remove", "path": "/x"}]', true],
    ['json', '# comment\n---\n- op: remove\n  path: /x\n', true],
    ['json', '{"hostUsers": false}', false],
    ['json', 'hostUsers: false', false],
    ['strategic', 'hostUsers: false', true],
    ['strategic', '-x: 1', true],
    ['merge', '- op: remove', false],
    [undefined, '[]', false],
  ])('compares the type %s with the text %j', (type, patch, fits) => {
    const entry = type === undefined ? { patch } : { patch, patch_type: type };
    expect(kubernetesFindings({ pod_spec: [entry] }, on)).toEqual(
      fits ? [] : ['error REFUSED_VALUE pod_spec[0].patch'],
    );
  });
});
