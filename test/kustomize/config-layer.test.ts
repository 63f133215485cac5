import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { parse, stringify } from 'yaml';

import { type GitLabRunner, renderRunner, toYaml } from '../../src/index.ts';
import { cli } from '../support/cli.ts';
import { directory } from '../support/project.ts';

const base: GitLabRunner = {
  apiVersion: 'gitlab-runner-manifests.dev/v1alpha1',
  kind: 'GitLabRunner',
  metadata: { name: 'gitlab-runner' },
  spec: {
    config: { concurrent: 2 },
    runners: {
      default: { url: 'https://gitlab.com', token: { secretKeyRef: { name: 'gitlab-runner-token' } } },
    },
  },
};
const patch = (spec: object): string =>
  stringify({ apiVersion: base.apiVersion, kind: base.kind, metadata: { name: base.metadata.name }, spec });

/** A base and an environment with a patch, and what else a test puts there. Returns the folder of both. */
function layers(files: Readonly<Record<string, string>> = {}): string {
  const folder = directory({});
  const all = {
    'base/kustomization.yaml': 'resources: [runner.yaml]\n',
    'base/runner.yaml': stringify(base),
    'prod/kustomization.yaml': 'resources: [../base]\npatches:\n- path: patch.yaml\nnamePrefix: prod-\n',
    'prod/patch.yaml': patch({ config: { concurrent: 20 } }),
    ...files,
  };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const prod: GitLabRunner = {
  ...base,
  metadata: { ...base.metadata, name: 'prod-gitlab-runner' },
  spec: { ...base.spec, config: { concurrent: 20 } },
};

afterEach(() => void vi.unstubAllEnvs());

describe('a config layer', () => {
  it('is built before it is rendered, and several are rendered together', async () => {
    const folder = layers();
    expect(await cli(['render', '-k', join(folder, 'prod')])).toEqual({
      exitCode: 0,
      stdout: toYaml(renderRunner(prod)),
      stderr: '',
    });
    const { stderr } = await cli(['validate', '-k', join(folder, 'prod'), '-k', join(folder, 'base')]);
    expect(stderr).toContain('OBJECT_TAKEN');
  });

  it('is told what is wrong with it at the place of the file that says it', async () => {
    const folder = layers({
      'prod/patch.yaml': patch({ config: { concurent: 20 } }),
      'base/runner.yaml': stringify({ ...base, spec: { ...base.spec, version: '1' } }),
    });
    const { exitCode, stderr } = await cli(['validate', '-k', join(folder, 'prod')]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`${join(folder, 'prod/patch.yaml')}:7:5: error UNKNOWN_KEY`);
    expect(stderr).toContain('  7 |     concurent: 20');
    expect(stderr).toMatch(/base\/runner\.yaml:\d+:12: error/);
  });

  it('is told the path of what is in no file: a patch in the kustomization', async () => {
    const folder = layers({
      'prod/kustomization.yaml': stringify({
        resources: ['../base'],
        patches: [{ patch: patch({ config: { concurent: 20 } }) }],
      }),
    });
    const { stderr } = await cli(['validate', '-k', join(folder, 'prod')]);
    expect(stderr).toContain(`${join(folder, 'prod')}: spec.config.concurent: error UNKNOWN_KEY`);
  });

  it('is mended in the file that says it, and in no other', async () => {
    const folder = layers({
      'prod/patch.yaml': `${patch({ config: { log_levle: 'debug' } })}# why\n`,
      'base/runner.yaml': `# base\n${stringify(base)}`,
    });
    const { exitCode, stderr } = await cli(['validate', '--fix', '-k', join(folder, 'prod')]);
    expect(stderr).toContain(
      `prod/patch.yaml:7: fixed UNKNOWN_KEY: spec.config.log_levle → spec.config.log_level`,
    );
    expect(exitCode).toBe(0);
    expect(readFileSync(join(folder, 'prod/patch.yaml'), 'utf8')).toBe(
      `${patch({ config: { log_level: 'debug' } })}# why\n`,
    );
    expect(readFileSync(join(folder, 'base/runner.yaml'), 'utf8')).toBe(`# base\n${stringify(base)}`);
  });

  it('leaves alone what a package brings', async () => {
    const text = stringify({ ...base, spec: { ...base.spec, config: { concurent: 2 } } });
    const folder = layers({
      'node_modules/base/kustomization.yaml': 'resources: [runner.yaml]\n',
      'node_modules/base/runner.yaml': text,
      'prod/kustomization.yaml': 'resources: [../node_modules/base]\n',
    });
    const { exitCode, stderr } = await cli(['validate', '--fix', '-k', join(folder, 'prod')]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('node_modules/base/runner.yaml:');
    expect(stderr).not.toContain('fixed');
    expect(readFileSync(join(folder, 'node_modules/base/runner.yaml'), 'utf8')).toBe(text);
  });

  it('is not mended for ever where a JSON patch says what is wrong', async () => {
    const folder = layers({
      'prod/kustomization.yaml': stringify({
        resources: ['../base'],
        patches: [
          {
            target: { kind: 'GitLabRunner' },
            patch: stringify([{ op: 'add', path: '/spec/config/concurent', value: 3 }]),
          },
        ],
      }),
    });
    const { exitCode, stderr } = await cli(['validate', '--fix', '-k', join(folder, 'prod')]);
    expect(exitCode).toBe(1);
    expect(stderr).not.toContain('fixed');
    expect(parse(readFileSync(join(folder, 'base/runner.yaml'), 'utf8'))).toEqual(base);
  });

  it.each([
    [
      'a resource layer, and the config layer is named',
      { 'deploy/kustomization.yaml': 'generators: [../prod]\n' },
      /deploy is a resource layer, and -k accepts a config layer: -k .*\/prod\n/,
    ],
    [
      'a layer without a document',
      {
        'deploy/kustomization.yaml': 'resources: [x.yaml]\n',
        'deploy/x.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: {name: x}\n',
      },
      /kustomize builds no document of kind GitLabRunner there/,
    ],
    [
      'a layer that kustomize refuses',
      { 'deploy/kustomization.yaml': 'resources: [missing.yaml]\n' },
      /cannot build .*deploy: accumulating resources.*missing\.yaml/,
    ],
    ['a folder without a layer', {}, /cannot build .*deploy: .*(?:not a valid directory|must be)/],
  ])('is not %s', async (_, files, message) => {
    const { exitCode, stderr } = await cli(['render', '-k', join(layers(files), 'deploy')]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
  });

  it('needs kustomize or kubectl', async () => {
    const folder = layers();
    vi.stubEnv('PATH', directory({}));
    const { exitCode, stderr } = await cli(['render', '-k', join(folder, 'prod')]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('neither kustomize nor kubectl is on the PATH');
  });
});
