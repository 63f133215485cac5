import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { cli, type Outcome } from '../support/cli.ts';
import { build } from '../support/kustomize.ts';
import { directory, installInto, root } from '../support/project.ts';

type Files = Readonly<Record<string, string>>;

const overlays = '../node_modules/gitlab-runner-manifests/overlays';
const documentOf = (name: string): string => `apiVersion: gitlab-runner-manifests.dev/v1alpha1
kind: GitLabRunner
metadata:
  name: ${name}
  annotations:
    config.kubernetes.io/function: "exec: {path: ../node_modules/.bin/gitlab-runner-krm}"
spec:
  runners: {default: {url: https://gitlab.com, token: {secretKeyRef: {name: token}}}}
`;
const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ');
const guard = (name = ''): string =>
  `replacements: [{source: {kind: Deployment,${name} fieldPath: kind}, targets: [{select: {kind: Deployment}, fieldPaths: [kind]}]}]\n`;
const component = `components: [${overlays}/components/require-enable-exec]\n`;
const config: Files = {
  'deploy/runner/kustomization.yaml': 'resources: [runner.yaml]\n',
  'deploy/runner/runner.yaml': documentOf('gitlab-runner'),
};
const others: Files = {
  'deploy/token.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: mine}\n',
};

function project(files: Files): string {
  const path = directory({});
  installInto(path);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return path;
}

const validate = (path: string, name = 'deploy'): Promise<Outcome> =>
  cli(['validate', '-k', join(path, name), '--format', 'json']);
const codesIn = ({ stdout }: Outcome): string[] =>
  (JSON.parse(stdout) as { code: string }[])
    .map(({ code }) => code)
    .filter((code) => code === 'GUARD_MISSING');

/** Layers, and whether a build of them fails where functions are off, which is what the guard is for. */
const layers: Readonly<Record<string, [files: Files, isGuarded: boolean, directory?: string]>> = {
  'no guard': [{ ...config, 'deploy/kustomization.yaml': 'generators: [runner]\n' }, false],
  'the component': [{ ...config, 'deploy/kustomization.yaml': `generators: [runner]\n${component}` }, true],
  'a replacement of its own': [
    { ...config, 'deploy/kustomization.yaml': `generators: [runner]\n${guard()}` },
    true,
  ],
  'a replacement in a file': [
    {
      ...config,
      'deploy/kustomization.yaml': 'generators: [runner]\nreplacements: [{path: guard.yaml}]\n',
      'deploy/guard.yaml':
        '- source: {kind: Deployment, fieldPath: kind}\n  targets: [{select: {kind: Deployment}, fieldPaths: [kind]}]\n',
    },
    true,
  ],
  'a replacement of something else': [
    {
      ...config,
      'deploy/kustomization.yaml':
        'generators: [runner]\nresources: [token.yaml]\nreplacements: [{source: {kind: ConfigMap, fieldPath: kind}, targets: [{select: {kind: ConfigMap}, fieldPaths: [kind]}]}]\n',
      ...others,
    },
    false,
  ],
  'the component in a component': [
    {
      ...config,
      'deploy/kustomization.yaml': 'generators: [runner]\ncomponents: [../ours]\n',
      'ours/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n${component}`,
    },
    true,
  ],
  'a component that does something else': [
    {
      ...config,
      'deploy/kustomization.yaml': 'generators: [runner]\ncomponents: [../ours]\n',
      'ours/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nlabels: [{pairs: {a: b}}]\n',
    },
    false,
  ],
  'a guarded layer below': [{ 'deploy/kustomization.yaml': `resources: [${overlays}/base]\n` }, true],
  'a layer below without a guard': [
    {
      ...config,
      'deploy/kustomization.yaml': 'generators: [runner]\n',
      'prod/kustomization.yaml': 'resources: [../deploy]\n',
    },
    false,
    'prod',
  ],
  'a guard over a layer without one': [
    {
      ...config,
      'deploy/kustomization.yaml': 'generators: [runner]\n',
      'prod/kustomization.yaml': `resources: [../deploy]\n${component}`,
    },
    true,
    'prod',
  ],
  'a document in a file': [
    {
      'deploy/kustomization.yaml': 'generators: [runner.yaml]\n',
      'deploy/runner.yaml': documentOf('gitlab-runner'),
    },
    false,
  ],
  'a document in the kustomization': [
    { 'deploy/kustomization.yaml': `generators:\n- |\n${indented(documentOf('gitlab-runner'))}` },
    false,
  ],
  'a document of a base, with a patch in the kustomization': [
    {
      'deploy/kustomization.yaml': 'generators: [runner]\n',
      'deploy/runner/kustomization.yaml': `resources: [../../common]\n`,
      'common/kustomization.yaml': `resources: [${overlays}/base/config]\n`,
    },
    false,
  ],
  'a replacement that takes from a Deployment of its own': [
    {
      ...config,
      'deploy/kustomization.yaml': `generators: [runner]\nresources: [app.yaml]\n${guard(' name: app,')}`,
      'deploy/app.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: app}\n',
    },
    false,
  ],
  'a Deployment of its own, and a guard that names the rendered one': [
    {
      ...config,
      'deploy/kustomization.yaml': `generators: [runner]\nresources: [app.yaml]\n${guard(' name: gitlab-runner,')}`,
      'deploy/app.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: app}\n',
    },
    true,
  ],
  'two documents, and a guard that names one': [
    {
      'deploy/kustomization.yaml': `generators: [one.yaml, two.yaml]\n${guard(' name: one,')}`,
      'deploy/one.yaml': documentOf('one'),
      'deploy/two.yaml': documentOf('two').replace('spec:\n', 'spec:\n  namespace: {create: false}\n'),
    },
    true,
  ],
};

describe.each(Object.entries(layers))(
  'a resource layer with %s',
  (_, [files, isGuarded, name = 'deploy']) => {
    it(`is ${isGuarded ? 'fine' : 'found'}, as kustomize without --enable-exec ${isGuarded ? 'fails' : 'says nothing'}`, async () => {
      const path = project(files);
      const off = build(join(path, name), ['--enable-alpha-plugins']);
      expect(off.exitCode).toBe(isGuarded ? 1 : 0);
      if (isGuarded) expect(off.stderr).toContain('nothing selected by Deployment');
      const outcome = await validate(path, name);
      expect(outcome.exitCode).toBe(isGuarded ? 0 : 1);
      expect(codesIn(outcome)).toEqual(isGuarded ? [] : ['GUARD_MISSING']);
    });
  },
);

it.each(['one', 'two'])('is one line, which is told: for a layer with %s', async (count) => {
  const names = count === 'one' ? ['one'] : ['one', 'two'];
  const files = Object.fromEntries(
    names.map((name, index) => [
      `deploy/${name}.yaml`,
      index === 0
        ? documentOf(name)
        : documentOf(name).replace('spec:\n', 'spec:\n  namespace: {create: false}\n'),
    ]),
  );
  const list = `generators: [${names.map((name) => `${name}.yaml`).join(', ')}]\n`;
  const path = project({ ...files, 'deploy/kustomization.yaml': list });
  const { stdout } = await validate(path);
  const help = (JSON.parse(stdout) as { code: string; help: string }[]).find(
    ({ code }) => code === 'GUARD_MISSING',
  )!.help;
  const [, line = ''] = /`(replacements: .*)`/.exec(help)!;
  writeFileSync(join(path, 'deploy/kustomization.yaml'), `${list}${line.replace('NAME', 'one')}\n`);
  expect((await validate(path)).exitCode).toBe(0);
  expect(build(join(path, 'deploy')).exitCode).toBe(0);
  expect(build(join(path, 'deploy'), ['--enable-alpha-plugins']).exitCode).toBe(1);
});

it('is missed at the place in the kustomization that lists the document', async () => {
  const path = project(layers['no guard']![0]);
  const { exitCode, stdout, stderr } = await cli(['validate', '-k', join(path, 'deploy')]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  await expect(stderr.replaceAll(`${path}/`, '')).toMatchFileSnapshot(
    join(root, 'test/kustomize/layers/expected/no-guard.txt'),
  );
});

it('ends in a circle of layers, which kustomize refuses', async () => {
  const path = project({
    'deploy/kustomization.yaml': 'resources: [../other]\ncomponents: [../other]\ngenerators: [runner]\n',
    'other/kustomization.yaml': 'resources: [../deploy]\ncomponents: [../deploy]\n',
    'deploy/runner/kustomization.yaml': 'resources: [.., runner.yaml]\n',
    'deploy/runner/runner.yaml': documentOf('gitlab-runner'),
  });
  const { exitCode, stderr } = await cli(['validate', '-k', join(path, 'deploy')]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('GUARD_MISSING');
});

describe('validate -k of a resource layer', () => {
  it('finds what is wrong with its documents, each once, at their places', async () => {
    const path = project({
      ...config,
      'deploy/runner/runner.yaml': documentOf('gitlab-runner').replace(
        'spec:\n',
        'spec:\n  config: {concurent: 2}\n',
      ),
      'deploy/kustomization.yaml': `generators: [runner]\n${component}`,
      'prod/kustomization.yaml': 'resources: [../deploy]\n',
      'staging/kustomization.yaml': 'resources: [../deploy]\n',
    });
    const args = ['prod', 'staging'].flatMap((name) => ['-k', join(path, name)]);
    const { exitCode, stderr } = await cli(['validate', ...args]);
    expect(exitCode).toBe(1);
    expect(stderr.match(/UNKNOWN_KEY/g)).toHaveLength(1);
    expect(stderr).toContain(`${join(path, 'deploy/runner/runner.yaml')}:8:12: error UNKNOWN_KEY`);
    const fixed = await cli(['validate', '--fix', '-k', join(path, 'prod')]);
    expect(fixed.exitCode).toBe(0);
    expect(readFileSync(join(path, 'deploy/runner/runner.yaml'), 'utf8')).toContain('concurrent: 2');
  });

  it('leaves vendored files alone', async () => {
    const path = project({});
    const vendor = join(path, 'vendor');
    expect((await cli(['vendor', vendor])).exitCode).toBe(0);
    const runner = join(vendor, 'overlays/base/config/runner.yaml');
    const text = readFileSync(runner, 'utf8').replace('concurrent:', 'concurent:');
    writeFileSync(runner, text);
    const { exitCode, stderr } = await cli(['validate', '--fix', '-k', join(vendor, 'overlays/base')]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('UNKNOWN_KEY');
    expect(readFileSync(runner, 'utf8')).toBe(text);
  });
});
