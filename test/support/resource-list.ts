import { stringify } from 'yaml';

import type { GitLabRunner } from '../../src/index.ts';

/** A document as kustomize hands it to the KRM function. */
export const document: GitLabRunner = {
  apiVersion: 'gitlab-runner-manifests.dev/v1alpha1',
  kind: 'GitLabRunner',
  metadata: { name: 'gitlab-runner', annotations: { 'config.kubernetes.io/local-config': 'true' } },
  spec: {
    runners: { default: { url: 'https://gitlab.com', token: { value: 'glrt-EXAMPLE-SECRET' } } },
  },
};

/** Returns the text of a ResourceList with these parts. */
export function list(parts: object): string {
  return stringify({ apiVersion: 'config.kubernetes.io/v1', kind: 'ResourceList', ...parts });
}
