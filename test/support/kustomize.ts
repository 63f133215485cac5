import { join } from 'node:path';
import { expect } from 'vitest';
import { parseAllDocuments } from 'yaml';

import type { KubernetesObject } from '../../src/index.ts';
import { directory, installInto } from './project.ts';
import { type Run, run } from './run.ts';

const FLAGS = ['--enable-alpha-plugins', '--enable-exec'];

/** Builds a directory with the real kustomize, by default with the flags that run functions. */
export function build(path: string, flags: readonly string[] = FLAGS): Run {
  return run('kustomize', ['build', ...flags, path]);
}

/** The objects that a build printed. Fails where it failed, or said more than the function's findings. */
export function objectsOf({ exitCode, stdout, stderr }: Run): KubernetesObject[] {
  expect({ exitCode, stderr: stderr.replace(/^GitLabRunner[\s\S]*$/, '') }).toEqual({
    exitCode: 0,
    stderr: '',
  });
  return parseAllDocuments(stdout).map((document) => document.toJS() as KubernetesObject);
}

/** What a cluster tells an object apart by: `Kind namespace/name`. */
export function identity({ kind, metadata }: KubernetesObject): string {
  return `${kind} ${metadata.namespace}/${metadata.name}`;
}

/** The same objects in an order that does not depend on who wrote them. */
export function inOrder(objects: readonly KubernetesObject[]): KubernetesObject[] {
  return [...objects].sort((one, other) => (identity(one) < identity(other) ? -1 : 1));
}

/**
 * The directory of a user's resource layer with these files, in a project that has the package installed.
 *
 * @param atEnd as of {@link directory}.
 */
export function project(
  files: Readonly<Record<string, string>>,
  atEnd?: (remove: () => void) => void,
): string {
  const path = directory(files, atEnd);
  installInto(path);
  return join(path, 'deploy');
}

/** Files of a user whose config layer is one of ours with components on it, and a patch of the document's `spec`. */
export function configLayer(
  base: string,
  components: readonly string[],
  spec = '{}',
): Record<string, string> {
  const installed = '../../node_modules/gitlab-runner-manifests/overlays';
  return {
    'deploy/kustomization.yaml': `
generators:
- runner
components:
- ../node_modules/gitlab-runner-manifests/overlays/components/require-enable-exec
`,
    'deploy/runner/kustomization.yaml': `
resources:
- ${installed}/${base}/config
components:
${components.map((name) => `- ${installed}/components/${name}\n`).join('')}
patches:
- patch: |-
    apiVersion: gitlab-runner-manifests.dev/v1alpha1
    kind: GitLabRunner
    metadata:
      name: gitlab-runner
      annotations:
        config.kubernetes.io/function: |
          exec: {path: ../node_modules/.bin/gitlab-runner-krm}
    spec: ${spec}
`,
  };
}
