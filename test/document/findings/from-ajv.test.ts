import { expect, it } from 'vitest';

import { validateConfig } from '../../../src/index.ts';

it('tells only the keys that exclude each other, not those that a mapping needs in any case', () => {
  const { diagnostics } = validateConfig({
    apiVersion: 'gitlab-runner-manifests.dev/v1alpha1',
    kind: 'GitLabRunner',
    metadata: { name: 'x' },
    spec: {
      manager: { volumes: [{ name: 'a', emptyDir: {}, secret: { secretName: 'x' } }] },
      runners: {
        default: { url: 'https://gitlab.com', token: { secretKeyRef: { name: 'gitlab-runner-token' } } },
      },
    },
  });
  expect(diagnostics).toMatchObject([
    {
      code: 'EXCLUSIVE_KEYS',
      path: ['spec', 'manager', 'volumes', 0],
      message: 'volumes[0] has emptyDir and secret, and accepts only one of them.',
    },
    { code: 'MORE_CHECKS_FOLLOW' },
  ]);
});

it('tells a misplaced key of all runners at the one place at which it is written', () => {
  const { diagnostics } = validateConfig({
    apiVersion: 'gitlab-runner-manifests.dev/v1alpha1',
    kind: 'GitLabRunner',
    metadata: { name: 'x' },
    spec: {
      runnerDefaults: { url: 'https://gitlab.com', image: 'alpine' },
      runners: { a: { token: { value: 'a' } }, b: { token: { value: 'b' } } },
      config: { concurrent: 2 },
    },
  });
  expect(diagnostics).toMatchObject([
    {
      code: 'UNKNOWN_KEY',
      path: ['spec', 'runnerDefaults', 'image'],
      help: 'Move it to spec.runnerDefaults.kubernetes.',
    },
    { code: 'MORE_CHECKS_FOLLOW' },
  ]);
});
