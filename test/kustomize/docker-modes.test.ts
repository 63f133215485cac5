import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { type GitLabRunner, type KubernetesObject, renderRunner } from '../../src/index.ts';
import { build, configLayer, inOrder, objectsOf, project } from '../support/kustomize.ts';
import { root } from '../support/project.ts';

const modes = ['socket', 'dind', 'dind-rootless', 'buildkit-rootless', 'buildah', 'podman'];
/** The resource layer of a user whose config layer is one of ours in another mode. */
const inMode = (base: string, mode: string, spec?: string): string =>
  project(configLayer(base, [`docker-${mode}`], spec));
/** The objects of that layer, in an order of their own. */
const objectsIn = (base: string, mode: string): KubernetesObject[] =>
  inOrder(objectsOf(build(inMode(base, mode))));

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
    const objects = objectsIn('base', mode);
    const { document, toml } = golden(mode);
    expect(objects).toEqual(inOrder(renderRunner(document)));
    const config = objects.find(({ metadata }) => metadata?.name === 'gitlab-runner-config');
    expect(config).toMatchObject({ data: { 'config.toml': toml } });
  });

  it('takes the place of the mode below', () => {
    expect(objectsIn('docker-builds', mode)).toEqual(objectsIn('base', mode));
  });
});

it('components/docker-none takes every mode back', () => {
  expect(objectsIn('docker-builds', 'none')).toEqual(inOrder(renderRunner(golden('none').document)));
});

it('warns on standard error of what a mode asks of the cluster', () => {
  const warnings = (mode: string): string[] =>
    build(inMode('base', mode)).stderr.match(/\b[A-Z]+(?:_[A-Z]+)+\b/g) ?? [];
  expect(warnings('dind')).toEqual(['PRIVILEGED_ON_ANY_NODE']);
  expect(warnings('socket')).toEqual(['DOCKER_SOCKET']);
  expect(warnings('buildah')).toEqual([]);
});

it('says at which field options of another mode stand', () => {
  const { exitCode, stdout, stderr } = build(
    inMode('docker-builds', 'buildah', '{dockerBuilds: {dind: {mtu: 1450}}}'),
  );
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toContain('spec.dockerBuilds.dind');
});
