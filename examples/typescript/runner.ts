import type { GitLabRunner } from 'gitlab-runner-manifests';

/** The document that all three programs render. */
export const runner: GitLabRunner = {
  apiVersion: 'gitlab-runner-manifests.dev/v1alpha1',
  kind: 'GitLabRunner',
  metadata: { name: 'gitlab-runner', namespace: 'gitlab-runner' },
  spec: {
    version: '19.3.0',
    config: { concurrent: 10 },
    runners: {
      default: {
        url: 'https://gitlab.com',
        token: { secretKeyRef: { name: 'gitlab-runner-token', key: 'token' } },
      },
    },
  },
};
