import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';

import { type GitLabRunner, type KubernetesObject, renderRunner } from '../../src/index.ts';
import { directory, installInto, root } from '../support/project.ts';
import { type Run, run } from '../support/run.ts';

const modes = ['socket', 'dind', 'dind-rootless', 'buildkit-rootless', 'buildah', 'podman'];
const build = (path: string): Run =>
  run('kustomize', ['build', '--enable-alpha-plugins', '--enable-exec', path]);

/** A project of a user whose config layer is a base with components on it. */
function project(base: string, ...components: string[]): string {
  const installed = '../../node_modules/gitlab-runner-manifests/overlays';
  const path = directory({
    'deploy/kustomization.yaml': 'generators: [runner]\n',
    'deploy/runner/kustomization.yaml': `
resources:
- ${installed}/${base}/config
components:
${components.map((mode) => `- ${installed}/components/docker-${mode}\n`).join('')}
patches:
- patch: |-
    apiVersion: gitlab-runner-manifests.dev/v1alpha1
    kind: GitLabRunner
    metadata:
      name: gitlab-runner
      annotations:
        config.kubernetes.io/function: |
          exec: {path: ../node_modules/.bin/gitlab-runner-krm}
`,
  });
  installInto(path);
  return join(path, 'deploy');
}

function objectsOf({ exitCode, stdout, stderr }: Run): KubernetesObject[] {
  expect({ exitCode, stderr: exitCode === 0 ? '' : stderr }).toEqual({ exitCode: 0, stderr: '' });
  return byIdentity(parseAllDocuments(stdout).map((document) => document.toJS() as KubernetesObject));
}

function byIdentity(objects: readonly KubernetesObject[]): KubernetesObject[] {
  const key = ({ kind, metadata }: KubernetesObject): string =>
    `${kind}/${metadata?.namespace}/${metadata?.name}`;
  return [...objects].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Config files of golden documents, each of which is `overlays/base` in one mode. */
function golden(mode: string): { document: GitLabRunner; toml: string } {
  const folder = join(root, 'test/golden', mode === 'none' ? 'base' : `docker-${mode}`);
  return {
    document: parse(readFileSync(join(folder, 'document.yaml'), 'utf8')) as GitLabRunner,
    toml: readFileSync(join(folder, 'config.toml'), 'utf8'),
  };
}

describe.each(modes)('components/docker-%s', (mode) => {
  it('gives any base what the library renders in this mode', () => {
    const objects = objectsOf(build(project('base', mode)));
    const { document, toml } = golden(mode);
    expect(objects).toEqual(byIdentity(renderRunner(document)));
    const config = objects.find(({ metadata }) => metadata?.name === 'gitlab-runner-config');
    expect(config).toMatchObject({ data: { 'config.toml': toml } });
  });

  it('takes the place of the mode below', () => {
    expect(objectsOf(build(project('docker-builds', mode)))).toEqual(objectsOf(build(project('base', mode))));
  });
});

it('components/docker-none takes every mode back', () => {
  expect(objectsOf(build(project('docker-builds', 'none')))).toEqual(
    byIdentity(renderRunner(golden('none').document)),
  );
});

it('warns on standard error of what a mode asks of the cluster', () => {
  const warnings = (mode: string): string[] =>
    build(project('base', mode)).stderr.match(/\b[A-Z]+(?:_[A-Z]+)+\b/g) ?? [];
  expect(warnings('dind')).toEqual(['PRIVILEGED_ON_ANY_NODE']);
  expect(warnings('socket')).toEqual(['DOCKER_SOCKET']);
  expect(warnings('buildah')).toEqual([]);
});

it('says at which field options of another mode stand', () => {
  const path = project('docker-builds', 'buildah');
  const patched = `${readFileSync(join(path, 'runner/kustomization.yaml'), 'utf8')}    spec: {dockerBuilds: {dind: {mtu: 1450}}}\n`;
  const other = directory({
    'deploy/kustomization.yaml': 'generators: [runner]\n',
    'deploy/runner/kustomization.yaml': patched,
  });
  installInto(other);
  const { exitCode, stdout, stderr } = build(join(other, 'deploy'));
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toContain('spec.dockerBuilds.dind');
});
