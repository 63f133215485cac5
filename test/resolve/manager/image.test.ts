import { describe, expect, it } from 'vitest';

import { objectsWith, only } from '../../support/rendered.ts';

describe('the image of the manager', () => {
  const imageOf = (image: object): string =>
    only(objectsWith({ image }), 'Deployment').spec.template.spec.containers[0].image;

  it.each<[object, string]>([
    [{}, 'registry.gitlab.com/gitlab-org/gitlab-runner:alpine-v19.3.0'],
    [{ flavor: 'ubuntu' }, 'registry.gitlab.com/gitlab-org/gitlab-runner:ubuntu-v19.3.0'],
    [{ flavor: 'ubi-fips' }, 'registry.gitlab.com/gitlab-org/gitlab-runner:ubi-fips-v19.3.0'],
    [
      { flavor: 'ocp' },
      'registry.gitlab.com/gitlab-org/ci-cd/gitlab-runner-ubi-images/gitlab-runner-ocp:v19.3.0',
    ],
    [{ flavor: 'ocp', repository: 'registry.example.com/ocp' }, 'registry.example.com/ocp:v19.3.0'],
    [{ repository: 'registry.example.com/runner', tag: 'mine' }, 'registry.example.com/runner:mine'],
    [
      { tag: 'mine', digest: `sha256:${'a'.repeat(64)}` },
      `registry.gitlab.com/gitlab-org/gitlab-runner@sha256:${'a'.repeat(64)}`,
    ],
  ])('follows from %j', (image, expected) => {
    expect(imageOf(image)).toBe(expected);
  });
});
