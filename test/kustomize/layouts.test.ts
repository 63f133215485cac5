import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';

import { buildNative, quickjsVersion } from '../../scripts/build-native.ts';
import { version } from '../../src/core/version.ts';
import { sha256 } from '../../src/doors/cli/vendor/sum.ts';
import { type GitLabRunner, renderRunners } from '../../src/index.ts';
import { cli } from '../support/cli.ts';
import { inOrder, objectsOf } from '../support/kustomize.ts';
import { directory, root } from '../support/project.ts';
import { type Run, run } from '../support/run.ts';

type Files = Readonly<Record<string, string>>;

const VENDOR = 'vendor/gitlab-runner-manifests';
const KRM = `${VENDOR}/kustomize-plugin/gitlab-runner-krm`;
const BOTH = ['--enable-alpha-plugins', '--enable-exec'];

/** Git, and the programs that its scripts call. */
const GIT = ['git', 'sh', 'sed', 'basename', 'uname'];

const tools = mkdtempSync(join(tmpdir(), 'gitlab-runner-tools-'));
const native = join(tools, 'gitlab-runner-krm-linux');

/** A directory to be the PATH, with nothing but these programs, by their names or paths. */
function pathOf(...programs: readonly string[]): string {
  const path = mkdtempSync(join(tools, 'path-'));
  for (const name of programs) {
    symlinkSync(run('sh', ['-c', `command -v '${name}'`]).stdout.trim(), join(path, basename(name)));
  }
  return path;
}

const git = (path: string, ...args: readonly string[]): string => {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
  const { exitCode, stdout, stderr } = run('git', [...identity, ...args], { cwd: path });
  expect({ exitCode, stderr: exitCode === 0 ? '' : stderr }).toEqual({ exitCode: 0, stderr: '' });
  return stdout;
};

/** A repository with these files, and what vendor writes beside them, as whoever clones it has it. */
async function cloned(files: Files, vendored?: readonly string[], at = VENDOR): Promise<string> {
  const path = directory(files);
  if (vendored !== undefined) {
    const outcome = await cli(['vendor', join(path, at), ...vendored]);
    expect(outcome).toMatchObject({ exitCode: 0 });
  }
  git(path, 'init', '--quiet', '--initial-branch', 'main');
  git(path, 'add', '--all');
  git(path, 'commit', '--quiet', '--message', 'a');
  git(path, 'tag', 'v1');
  const clone = join(directory({}), 'clone');
  git(path, 'clone', '--quiet', `file://${path}`, clone);
  return clone;
}

/** Builds a layer as a machine does that has only these programs. */
function build(clone: string, layer: string, programs: readonly string[], flags = BOTH): Run {
  const env = ['-i', `PATH=${pathOf('kustomize', ...programs)}`, `HOME=${tools}`];
  return run('env', [...env, 'kustomize', 'build', ...flags, layer], { cwd: clone });
}

/** Expects a layer to come to what its documents are rendered to, and to fail where functions are off. */
function expectBuilds(
  clone: string,
  layer: string,
  configs: readonly string[],
  programs: readonly string[],
): void {
  const documents = configs.flatMap((config) => {
    const { stdout } = build(clone, config, programs, []);
    return parseAllDocuments(stdout).map((one) => one.toJS() as GitLabRunner);
  });
  expect(documents.map(({ kind }) => kind)).toEqual(configs.map(() => 'GitLabRunner'));
  expect(inOrder(objectsOf(build(clone, layer, programs)))).toEqual(inOrder(renderRunners(documents)));
  const { exitCode, stdout, stderr } = build(clone, layer, programs, ['--enable-alpha-plugins']);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toContain('nothing selected by Deployment');
}

/** Expects no layer to be without a guard, and nothing vendored to be other than it was written. */
async function expectChecked(clone: string, layers: readonly string[]): Promise<void> {
  expect(await cli(['vendor', join(clone, VENDOR), '--check'])).toMatchObject({ exitCode: 0 });
  const args = layers.flatMap((layer) => ['-k', join(clone, layer)]);
  expect(await cli(['validate', ...args])).toMatchObject({ exitCode: 0 });
}

const patch = (path: string, spec = ''): string => `patches:
- patch: |-
    apiVersion: gitlab-runner-manifests.dev/v1alpha1
    kind: GitLabRunner
    metadata:
      name: gitlab-runner
      annotations:
        config.kubernetes.io/function: |
          exec: {path: ${path}}
${spec}`;
const guarded = (up: string, vendor = VENDOR): string =>
  `components:\n- ${up}/${vendor}/overlays/components/require-enable-exec\n`;

const oneRunner: Files = {
  'deploy/kustomization.yaml': `generators:\n- runner\n${guarded('..')}`,
  'deploy/runner/kustomization.yaml': `resources:
- ../../${VENDOR}/overlays/base/config
namespace: ci
${patch(`../${KRM}`, '    spec:\n      config: {concurrent: 20}\n')}`,
};

const environments: Files = {
  'base/kustomization.yaml': `resources:\n- ../${VENDOR}/overlays/base/config\n${patch(`../${KRM}`, '    spec:\n      config: {concurrent: 20}\n')}`,
  ...Object.fromEntries(
    ['prod', 'staging'].flatMap((name) => [
      [`${name}/kustomization.yaml`, `generators:\n- runner\n${guarded('..')}`],
      [
        `${name}/runner/kustomization.yaml`,
        `resources:\n- ../../base\nnamespace: ci-${name}\nnameSuffix: -${name}\n`,
      ],
    ]),
  ),
};

const documentOf = (
  name: string,
  up: string,
  spec = '',
): string => `apiVersion: gitlab-runner-manifests.dev/v1alpha1
kind: GitLabRunner
metadata:
  name: ${name}
  namespace: ci
  annotations:
    config.kubernetes.io/function: |
      exec: {path: ${up}/${KRM}}
spec:
${spec}  runners:
    default:
      url: https://gitlab.com
      token:
        secretKeyRef: {name: ${name}-token}
`;
const runners = (up: string): Files => ({
  'deploy/general/runner.yaml': documentOf('general', up),
  'deploy/general/kustomization.yaml': 'resources:\n- runner.yaml\n',
  'deploy/images/runner.yaml': documentOf('images', up, '  namespace: {create: false}\n'),
  'deploy/images/kustomization.yaml': `resources:\n- runner.yaml\ncomponents:\n- ../../${VENDOR}/overlays/components/docker-buildkit-rootless\n`,
});
const oneLayer: Files = {
  ...runners('..'),
  'deploy/kustomization.yaml': `generators:
- general
- images
replacements: [{source: {kind: Deployment, name: general, fieldPath: kind}, targets: [{select: {kind: Deployment}, fieldPaths: [kind]}]}]
`,
};
const layerEach: Files = {
  ...runners('../../..'),
  'deploy/kustomization.yaml': 'resources:\n- layers/general\n- layers/images\n',
  ...Object.fromEntries(
    ['general', 'images'].map((name) => [
      `deploy/layers/${name}/kustomization.yaml`,
      `generators:\n- ../../${name}\n${guarded('../../..')}`,
    ]),
  ),
};

/** In CI a missing qjsc fails in the build, so that no layout goes untested unnoticed. */
const hasNative = quickjsVersion() !== undefined || process.env.CI !== undefined;

beforeAll(async () => {
  if (hasNative) await buildNative(native);
});
afterAll(() => rmSync(tools, { recursive: true, force: true }));

/** How the function gets into a repository, and what a machine needs to run it. */
const functions: readonly (readonly [name: string, options: () => string[], programs: readonly string[]])[] =
  [
    ['the function for Node', () => [], ['node']],
    ...(hasNative
      ? ([
          [
            'the native function, without Node',
            () => ['--native', native, '--sha256', sha256(readFileSync(native))],
            [],
          ],
        ] as const)
      : []),
  ];

describe.each(functions)('a clone of a repository with %s', (_, options, programs) => {
  it('builds a runner, in a project of modules too', async () => {
    const clone = await cloned({ ...oneRunner, 'package.json': '{"type": "module"}\n' }, options());
    expect(statSync(join(clone, KRM)).mode & 0o111).toBe(0o111);
    expect(git(clone, 'ls-files', '--stage', KRM)).toMatch(/^100755 /);
    expectBuilds(clone, 'deploy', ['deploy/runner'], programs);
    expect(git(clone, 'status', '--porcelain', '--ignored')).toBe('');
    await expectChecked(clone, ['deploy']);
  });

  it('builds production and staging over a base, each with a suffix', async () => {
    const clone = await cloned(environments, options());
    for (const name of ['prod', 'staging']) {
      expectBuilds(clone, name, [`${name}/runner`], programs);
      expect(build(clone, name, programs).stdout).toContain(`name: gitlab-runner-${name}\n`);
    }
    await expectChecked(clone, ['prod', 'staging']);
  });

  it('builds two documents in one layer, with a guard that names one', async () => {
    const clone = await cloned(oneLayer, options());
    expectBuilds(clone, 'deploy', ['deploy/general', 'deploy/images'], programs);
    await expectChecked(clone, ['deploy']);
  });

  it('builds two documents in a layer each', async () => {
    const clone = await cloned(layerEach, options());
    expectBuilds(clone, 'deploy', ['deploy/general', 'deploy/images'], programs);
    await expectChecked(clone, ['deploy']);
  });
});

it('a layer over a remote base builds, whose ref is what vendor writes', async () => {
  const [, options, programs] = functions.at(-1)!;
  const remote = await cloned({}, options(), '.');
  const from = (path: string): string => `file://${remote}//${path}?ref=v1`;
  const clone = await cloned({
    'base/kustomization.yaml': `resources:\n- ${from('overlays/base')}\n`,
    'own/kustomization.yaml': `generators:\n- runner\ncomponents:\n- ${from('overlays/components/require-enable-exec')}\n`,
    'own/runner/kustomization.yaml': `resources:
- ${from('overlays/base/config')}
nameSuffix: -blue
${patch('gitlab-runner-krm')}`,
  });
  expectBuilds(clone, 'base', [from('overlays/base/config')], [...programs, ...GIT]);
  // What comes from elsewhere is in a folder of kustomize, so the function of a layer of one's own is on the PATH.
  const onPath = join(remote, 'kustomize-plugin/gitlab-runner-krm');
  expectBuilds(clone, 'own', ['own/runner'], [...programs, ...GIT, onPath]);
  expect(await cli(['validate', '-k', join(clone, 'own')])).toMatchObject({ exitCode: 0 });
});

describe.skipIf(!hasNative)('vendor --native', () => {
  it('takes the executable that stands in the package', async () => {
    const installed = directory({});
    for (const part of ['package.json', 'overlays', 'schemas', 'dist'])
      cpSync(join(root, part), join(installed, part), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(installed, 'node_modules'));
    mkdirSync(join(installed, 'kustomize-plugin'));
    copyFileSync(native, join(installed, 'kustomize-plugin/gitlab-runner-krm'));
    const vendor = join(directory({}), 'vendor');
    const program = join(installed, 'dist/cli/bin.js');
    expect(run(process.execPath, [program, 'vendor', vendor, '--native'])).toMatchObject({ exitCode: 0 });
    const vendored = readFileSync(join(vendor, 'kustomize-plugin/gitlab-runner-krm'));
    expect(vendored.equals(readFileSync(native))).toBe(true);
    expect(readFileSync(join(vendor, 'vendor.json'), 'utf8')).toContain(
      '"runtime": "native",\n    "from": "gitlab-runner-krm"\n',
    );
  });

  it('refuses the function of another version', async () => {
    const other = version.replace(/^\d+/, '9');
    const content = Buffer.from(readFileSync(native, 'latin1').replaceAll(version, other), 'latin1');
    const file = join(directory({}), 'function');
    writeFileSync(file, content);
    const vendor = join(directory({}), 'vendor');
    const { exitCode, stderr } = await cli(['vendor', vendor, '--native', file, '--sha256', sha256(content)]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      `function is not used: it is of version ${other}, and the overlays are of ${version}`,
    );
  });
});
