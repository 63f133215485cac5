import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';

import { type GitLabRunner, isKind, type KubernetesObject, renderRunner, toYaml } from '../src/index.ts';
import { root } from './support/project.ts';
import { type Run, run } from './support/run.ts';
import { RunnersApi } from './support/runners-api.ts';

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string; readonly mode: number }[];
}

const folder = mkdtempSync(join(tmpdir(), 'gitlab-runner-manifests-package-'));
const project = join(folder, 'project');
const document = parse(readFileSync(join(root, 'overlays/base/config/runner.yaml'), 'utf8')) as GitLabRunner;
let packed: Packed;

/** Runs a program in the project that has the package installed. */
const inProject = (program: string, args: readonly string[], input?: string): Run =>
  run(program, args, { cwd: project, ...(input !== undefined && { input }) });

/** Runs the command line of the package there: what npx finds, without the second that it takes to find it. */
const command = (...args: readonly string[]): Run =>
  inProject('node_modules/.bin/gitlab-runner-manifests', args);

/** Has the compiler look at files of the project. The libraries of the language are its own, and right. */
const compiled = (files: readonly string[], module: string, resolution: string): Run =>
  inProject(process.execPath, [
    join(root, 'node_modules/typescript/bin/tsc'),
    ...['--noEmit', '--strict', '--skipDefaultLibCheck', '--target', 'es2022'],
    ...['--module', module, '--moduleResolution', resolution, ...files],
  ]);

beforeAll(() => {
  const report = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
  });
  packed = (JSON.parse(report) as Packed[])[0]!;
  execFileSync('mkdir', [project]);
  writeFileSync(join(project, 'package.json'), '{"name": "user", "private": true, "type": "module"}\n');
  writeFileSync(join(project, 'runner.yaml'), readFileSync(join(root, 'overlays/base/config/runner.yaml')));
  execFileSync(
    'npm',
    ['install', '--prefer-offline', '--no-audit', '--no-fund', join(folder, packed.filename)],
    {
      cwd: project,
      stdio: 'pipe',
    },
  );
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the packed package', () => {
  it('holds what it should and nothing else', () => {
    const paths = packed.files.map(({ path }) => path);
    const allowed =
      /^(dist\/|schemas\/gitlab-runner(-patch)?\.schema\.json$|overlays\/|docs\/|examples\/|kustomize-plugin\/(gitlab-runner-krm(\.js)?|package\.json|README\.md)$|package\.json$|README\.md$|LICENSE$|(CHANGELOG|CONTRIBUTING)\.md$)/;
    expect(paths.filter((path) => !allowed.test(path))).toEqual([]);
    for (const path of [
      'dist/index.js',
      'dist/index.d.ts',
      'dist/cli/bin.js',
      'kustomize-plugin/gitlab-runner-krm',
      'kustomize-plugin/gitlab-runner-krm.js',
      'LICENSE',
    ]) {
      expect(paths).toContain(path);
    }
  });

  it('keeps its executables executable', () => {
    for (const { path, mode } of packed.files) {
      if (/bin\.js$|gitlab-runner-krm$/.test(path) && !path.includes('krm/bin'))
        expect({ path, mode: mode & 0o111 }).toEqual({ path, mode: 0o111 });
    }
  });

  it('runs no script where it is installed, so that npm has nothing to warn about', () => {
    const { scripts } = JSON.parse(
      readFileSync(join(project, 'node_modules/gitlab-runner-manifests/package.json'), 'utf8'),
    ) as { scripts: Readonly<Record<string, string>> };
    expect(scripts).toHaveProperty('postprepare');
    for (const name of ['preinstall', 'install', 'postinstall', 'prepare']) {
      expect(scripts).not.toHaveProperty(name);
    }
  });

  it('stays within its size budget', () => {
    expect(packed.size).toBeLessThan(1_600_000);
  });

  it('has exports that every resolver finds', () => {
    expect(run('npx', ['publint', '--strict', join(folder, packed.filename)], { cwd: root })).toMatchObject({
      exitCode: 0,
    });
    const attw = run(
      'npx',
      ['attw', '--profile', 'esm-only', '--format', 'ascii', join(folder, packed.filename)],
      { cwd: root },
    );
    expect(attw.exitCode, attw.stdout + attw.stderr).toBe(0);
  });
});

describe('installed in an empty project', () => {
  it('can be imported', () => {
    const { stdout, stderr } = inProject(process.execPath, [
      '--input-type=module',
      '--eval',
      `import { renderRunner, toYaml } from 'gitlab-runner-manifests';
       process.stdout.write(toYaml(renderRunner(${JSON.stringify(document)})));`,
    ]);
    expect(stderr).toBe('');
    expect(stdout).toBe(toYaml(renderRunner(document)));
  });

  describe('has types', () => {
    let errors: readonly string[];
    let bundled: Run;
    beforeAll(() => {
      writeFileSync(
        join(project, 'user.ts'),
        `import { type ExtraObject, type GitLabRunner, isKind, render, renderRunner, type Token, toYaml } from 'gitlab-runner-manifests';
const config: GitLabRunner = ${JSON.stringify(document)};
const objects = renderRunner(config);
export const text: string = toYaml(objects);
export const replicas: number | undefined = objects.find((object) => isKind(object, 'Deployment'))?.spec?.replicas;
export const names: string[] = objects.map(({ kind, metadata }) => kind + metadata.name);
for (const object of objects) {
  if (isKind(object, 'ConfigMap')) {
    const toml: string | undefined = object.data?.['config.toml'];
    console.log(toml);
  }
}
const result = render(config);
export const count: number = result.ok ? result.objects.length : result.diagnostics.length;
// @ts-expect-error: only a document that is right has objects
console.log(result.objects);

export const extra = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'own', labels: { team: 'ci' } },
  data: { key: 'value' },
} satisfies ExtraObject;
export const withExtra = { ...config, spec: { ...config.spec, extraObjects: { extra } } } satisfies GitLabRunner;
export const tokens: Token[] = [{ secretKeyRef: { name: 'token' } }, { value: 'glrt-EXAMPLE' }];
// @ts-expect-error: one of the keys has to be there
export const none: Token = {};
// @ts-expect-error: and only one
export const both: Token = { secretKeyRef: { name: 'token' }, value: 'glrt-EXAMPLE' };
// @ts-expect-error: a certificate comes from one place
export const ca: GitLabRunner['spec']['certificates'] = { ca: {} };
// @ts-expect-error: there is no such key
export const wrong: GitLabRunner = { ...config, spec: { ...config.spec, runers: {} } };
`,
      );
      writeFileSync(
        join(project, 'lacking.ts'),
        `import { renderRunner } from 'gitlab-runner-manifests';
renderRunner({
  apiVersion: 'gitlab-runner-manifests.dev/v1alpha1',
  kind: 'GitLabRunner',
  metadata: { name: 'gitlab-runner' },
  spec: { runners: { a: { token: { secretKeyRef: { name: 'token' } } } } },
});
`,
      );
      bundled = compiled(['user.ts'], 'esnext', 'bundler');
      errors = compiled(['user.ts', 'lacking.ts'], 'nodenext', 'nodenext').stdout.split(/^(?=\S)/m);
    });

    it('that fit, under nodenext and bundler resolution', () => {
      expect({ exitCode: bundled.exitCode, stdout: bundled.stdout }).toEqual({ exitCode: 0, stdout: '' });
      expect(errors.filter((error) => !error.startsWith('lacking.ts'))).toEqual([]);
    });

    it('that name what a runner lacks', () => {
      expect(errors.join('')).toMatch(/Property 'url' is missing/);
      expect(errors.join('')).not.toMatch(/runnerDefaults/);
    });
  });

  it('tells defaults where editors show them', () => {
    const types = readFileSync(
      join(project, 'node_modules/gitlab-runner-manifests/dist/core/generated/types.d.ts'),
      'utf8',
    );
    expect(types).toMatch(/Default: `"reload"`\.\s+\*\/\s+configUpdate\?:/);
  });

  it('has a command line that renders and validates', () => {
    expect(inProject('npx', ['gitlab-runner-manifests', 'render', 'runner.yaml'])).toMatchObject({
      exitCode: 0,
      stdout: toYaml(renderRunner(document)),
    });
    expect(command('validate', 'runner.yaml')).toMatchObject({
      exitCode: 0,
      stdout: '',
    });
    expect(
      inProject('node_modules/.bin/gitlab-runner-manifests', ['validate', '-'], 'kind: GitLabRunner\n'),
    ).toMatchObject({ exitCode: 1, stdout: '' });
  });

  it('stores what V8 makes of a command, and uses it until it does not fit', () => {
    const folder = join(project, 'node_modules/gitlab-runner-manifests/dist/cli');
    const stored = join(folder, 'bin.js.js.validate.cache');
    const validate = (): number => {
      const validated = inProject(process.execPath, [join(folder, 'bin.js'), 'validate', 'runner.yaml']);
      expect(validated).toMatchObject({ exitCode: 0, stdout: '' });
      return statSync(stored).mtimeMs;
    };
    const written = validate();
    expect(validate()).toBe(written);
    writeFileSync(stored, 'no code');
    expect(validate()).toBeGreaterThan(written);
    expect(statSync(stored).size).toBeGreaterThan(100_000);
    utimesSync(stored, 0, 0);
    expect(validate()).toBeGreaterThan(written);

    expect(inProject(process.execPath, [join(folder, 'bin.js'), 'valid', 'runner.yaml']).exitCode).toBe(2);
    expect(readdirSync(folder).filter((name) => /valid\.|\d/.test(name))).toEqual([]);
  });

  it('begins with init, goes on with register, renders, and says what a change does', async () => {
    const api = await RunnersApi.start();
    const init = command('init', 'own', '--yes', '--url', api.url);
    expect(init).toMatchObject({ exitCode: 0, stdout: '' });
    // The API answers in this process, so that nothing may wait for the command here.
    const registered = await promisify(execFile)(
      'node_modules/.bin/gitlab-runner-manifests',
      ['register', 'own/runner.yaml', '--runner', 'default', '--instance'],
      { cwd: project, env: { ...process.env, GITLAB_TOKEN: api.personalToken('create_runner') } },
    );
    const secret = parse(registered.stdout) as { metadata: object; data: Record<string, string> };
    const [runner] = [...api.runners.values()];
    expect(Buffer.from(secret.data.token!, 'base64').toString()).toBe(runner!.token);

    const rendered = command('render', 'own/runner.yaml');
    expect({ ...rendered, stdout: '' }).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    const objects = parseAllDocuments(rendered.stdout).map((one) => one.toJS() as KubernetesObject);
    const deployment = objects.find((object) => isKind(object, 'Deployment'))!;
    expect(secret.metadata).toEqual({
      name: 'gitlab-runner-token',
      namespace: deployment.metadata.namespace,
    });
    expect(JSON.stringify(deployment)).toContain(
      '"secretKeyRef":{"name":"gitlab-runner-token","key":"token"}',
    );

    expect(command('render', 'own/runner.yaml', '-o', 'own/manifests')).toMatchObject({ exitCode: 0 });
    const diff = (): Run => command('diff', 'own/manifests', 'own/runner.yaml', '--exit-code');
    expect(diff()).toMatchObject({ exitCode: 0, stderr: '' });
    const file = join(project, 'own/runner.yaml');
    const text = readFileSync(file, 'utf8');
    const changed = text.replace(/concurrent: \d+/, 'concurrent: 77');
    expect(changed).not.toBe(text);
    writeFileSync(file, changed);
    const { exitCode, stdout } = diff();
    expect(exitCode).toBe(1);
    expect(stdout).toContain('config-read ConfigMap gitlab-runner/gitlab-runner-config');
    expect(stdout).toMatch(/^ +\+ +concurrent = 77$/m);
  });

  it('begins with a layout that kustomize builds, and that fails without --enable-exec', () => {
    expect(command('init', 'deploy', '--kustomize', '--yes')).toMatchObject({ exitCode: 0 });
    for (const [environment, namespace] of [
      ['production', 'gitlab-runner'],
      ['staging', 'gitlab-runner-staging'],
    ] as const) {
      const build = (...flags: string[]): Run =>
        inProject('kustomize', ['build', ...flags, `deploy/${environment}`]);
      const built = build('--enable-alpha-plugins', '--enable-exec');
      expect({ exitCode: built.exitCode, stderr: built.stderr }).toEqual({ exitCode: 0, stderr: '' });
      const objects = parseAllDocuments(built.stdout).map((one) => one.toJS() as KubernetesObject);
      expect(objects.find((object) => isKind(object, 'Deployment'))?.metadata.namespace).toBe(namespace);
      const guarded = build('--enable-alpha-plugins');
      expect({ exitCode: guarded.exitCode, stdout: guarded.stdout }).toEqual({ exitCode: 1, stdout: '' });
      expect(guarded.stderr).toContain('require-enable-exec');
    }
    const layer = command('validate', '-k', 'deploy/staging/runner');
    expect(layer).toMatchObject({ exitCode: 0 });
  });

  it.each(['base', 'docker-builds'])('has an overlay %s that kustomize builds', (name) => {
    const path = join(project, 'node_modules/gitlab-runner-manifests/overlays', name);
    const { exitCode, stdout } = inProject('kustomize', [
      'build',
      '--enable-alpha-plugins',
      '--enable-exec',
      path,
    ]);
    expect(exitCode).toBe(0);
    expect(parseAllDocuments(stdout)).toHaveLength(6);
  });
});
