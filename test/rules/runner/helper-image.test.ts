import { describe, expect, it } from 'vitest';

import { kubernetesFindings } from '../../support/findings.ts';

describe('the helper image', () => {
  it('compares the helper image with the manager', () => {
    expect(
      kubernetesFindings({ helper_image: 'r.example.com/helper:x86_64-v18.0.0' }, {}, { version: '19.3.0' }),
    ).toEqual(['warning UNUSUAL_VALUE helper_image']);
    for (const tag of ['x86_64-v19.3.0', `x86_64-v\${CI_RUNNER_VERSION}`, 'mine']) {
      expect(
        kubernetesFindings({ helper_image: `r.example.com/helper:${tag}` }, {}, { version: '19.3.0' }),
      ).toEqual([]);
    }
  });

  it.each(['', 'docker.io/', 'registry-1.docker.io/'])('is not on Docker Hub: %s', (registry) => {
    const name = `${registry}gitlab/gitlab-runner-helper`;
    for (const helper_image of [name, `${name}:x86_64-v\${CI_RUNNER_VERSION}`])
      expect(kubernetesFindings({ helper_image })).toEqual(['warning UNUSUAL_VALUE helper_image']);
    expect(kubernetesFindings({ helper_image: `mirror.example.com/${name}:x` })).toEqual([]);
  });

  it('knows the bases of helper images', () => {
    expect(kubernetesFindings({ helper_image_flavor: 'debian' })).toEqual([
      'warning UNUSUAL_VALUE helper_image_flavor',
    ]);
    expect(kubernetesFindings({ helper_image_flavor: 'alpine3.21' })).toEqual([]);
    expect(kubernetesFindings({ helper_image_flavor: 'ubuntu', helper_image: 'helper' })).toEqual([
      'warning NO_EFFECT helper_image_flavor',
    ]);
  });
});
