import { execFile } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';

import { type GitLabRunner, type KubernetesObject, renderRunner } from '../../src/index.ts';
import { inOrder } from '../support/kustomize.ts';
import { root } from '../support/project.ts';
import { type Run, run } from '../support/run.ts';

const examples = join(root, 'examples/typescript');
const { runner } = (await import(join(examples, 'runner.ts'))) as { readonly runner: GitLabRunner };

const folder = mkdtempSync(join(tmpdir(), 'gitlab-runner-typescript-'));
const modules = join(folder, 'node_modules');

const quiet = ['--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
const started = (program: string, args: readonly string[]): Promise<unknown> =>
  promisify(execFile)(program, args, { cwd: folder });

/** Runs a program of the folder, in TypeScript. */
const program = (file: string): Run =>
  run(process.execPath, ['--import', join(root, 'node_modules/tsx/dist/loader.mjs'), file], { cwd: folder });

const objectsIn = (yaml: string): KubernetesObject[] =>
  parseAllDocuments(yaml).map((document) => document.toJS() as KubernetesObject);

/** The types of packages, without the 250 packages that they need when they run. */
async function installTypes(packages: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, version] of Object.entries(packages)) {
    const path = join(modules, name);
    mkdirSync(path, { recursive: true });
    await started('npm', ['pack', ...quiet, `${name}@${version}`]);
    const file = `${name.replace('@', '').replace('/', '-')}-${version}.tgz`;
    const wanted = ['--wildcards', '*.d.ts', '*/package.json'];
    await started('tar', ['-xzf', file, '-C', path, '--strip-components=1', ...wanted]);
  }
}

beforeAll(async () => {
  cpSync(examples, folder, {
    recursive: true,
    filter: (path) => !['dist', 'node_modules'].includes(basename(path)),
  });
  const { optionalDependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly optionalDependencies: Readonly<Record<string, string>>;
  };
  await started('npm', ['ci', '--omit=optional', '--omit=dev', '--ignore-scripts', ...quiet]);
  symlinkSync(root, join(modules, 'gitlab-runner-manifests'));
  await installTypes(optionalDependencies);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('examples/typescript', () => {
  it('is shown in the cookbook', () => {
    const page = readFileSync(join(root, 'docs/cookbook.md'), 'utf8');
    const programs = ['', 'components'].flatMap((path) =>
      readdirSync(join(examples, path))
        .filter((name) => name.endsWith('.ts'))
        .map((name) => join(path, name)),
    );
    expect(programs.length).toBeGreaterThan(3);
    for (const name of programs) expect(page).toContain(`<!-- file: examples/typescript/${name} -->`);
  });

  it('has a cdk8s chart, a kosko component and a Pulumi program whose types fit', () => {
    // Would the types of a package be missing, nothing could be wrong.
    writeFileSync(
      join(folder, 'wrong.ts'),
      `import * as kubernetes from '@pulumi/kubernetes';
import { ApiObject } from 'cdk8s';
import { renderRunner } from 'gitlab-runner-manifests';
// @ts-expect-error: it takes a list
new kubernetes.yaml.v2.ConfigGroup('wrong', { objs: 1 });
// @ts-expect-error: it has a scope and a name
new ApiObject({ apiVersion: 'v1', kind: 'ConfigMap' });
// @ts-expect-error: it takes a document
renderRunner({});
`,
    );
    const { exitCode, stdout } = run(
      process.execPath,
      [join(root, 'node_modules/typescript/bin/tsc'), '--project', folder],
      { cwd: folder },
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
  });

  it('has a cdk8s chart that writes the objects', () => {
    expect(program('chart.ts')).toMatchObject({ exitCode: 0, stderr: '' });
    const written = readFileSync(join(folder, 'dist/gitlab-runner.k8s.yaml'), 'utf8');
    expect(inOrder(objectsIn(written))).toEqual(inOrder(renderRunner(runner)));
  });

  it('has a kosko component of the objects', () => {
    writeFileSync(
      join(folder, 'generate.ts'),
      `import { generate, print, PrintFormat } from '@kosko/generate';
const path = ${JSON.stringify(join(folder, 'components'))};
const result = await generate({ path, components: ['*'], extensions: ['ts'] });
print(result, { format: PrintFormat.YAML, writer: process.stdout });
`,
    );
    const { exitCode, stdout, stderr } = program('generate.ts');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(objectsIn(stdout)).toEqual(renderRunner(runner));
  });
});
