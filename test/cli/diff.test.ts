import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { cli } from '../support/cli.ts';

const document = (version: string, more = ''): string => `apiVersion: gitlab-runner-manifests.dev/v1alpha1
kind: GitLabRunner
metadata: {name: gitlab-runner, namespace: ci}
spec:
  version: ${version}
  ${more}
  runners:
    default:
      url: https://gitlab.com
      token: {secretKeyRef: {name: token, key: token}}
`;

const home = process.cwd();
let directory: string;

// Whatever is late here must not write into the directory in which the tests run.
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'diff-'));
  const inDirectory = (name: string): string => join(directory, name);
  const git = (...args: string[]): void =>
    void execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
      cwd: directory,
      stdio: 'ignore',
    });
  writeFileSync(inDirectory('runner.yaml'), document('19.2.0'));
  await cli(['render', inDirectory('runner.yaml'), '-o', inDirectory('rendered')]);
  git('init');
  git('add', '.');
  git('commit', '--message=one');
  writeFileSync(inDirectory('runner.yaml'), document('19.3.0'));
  writeFileSync(inDirectory('wrong.yaml'), document('19.3.0', 'config: {concurent: 4}'));
  writeFileSync(inDirectory('-dashed.yaml'), document('19.3.0'));
});
beforeAll(() => process.chdir(directory));

afterAll(() => {
  process.chdir(home);
  rmSync(directory, { recursive: true });
});

describe('diff', () => {
  it.each([
    ['a commit', 'git:HEAD:runner.yaml'],
    ['a directory of a commit', 'git:HEAD:rendered'],
    ['a rendered directory', 'rendered'],
    ['a rendered file', 'rendered/deployment.apps_ci_gitlab-runner.yaml'],
  ])('compares %s with a document', async (_name, old) => {
    const { exitCode, stdout, stderr } = await cli(['diff', old, 'runner.yaml']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('release-changed Deployment ci/gitlab-runner');
  });

  it.each([
    ['a document with itself', 'runner.yaml', 'runner.yaml'],
    ['what a document renders with the document', 'git:HEAD:rendered', 'git:HEAD:runner.yaml'],
    ['a file whose name begins with a dash', './-dashed.yaml', 'runner.yaml'],
  ])('finds nothing between %s', async (_name, old, young) => {
    expect(await cli(['diff', old, young, '--exit-code'])).toEqual({
      exitCode: 0,
      stdout: 'No differences.\n',
      stderr: '',
    });
  });

  it('says what a removal does, where nothing is left', async () => {
    const { exitCode, stdout } = await cli(['diff', 'git:HEAD:rendered', '/dev/null', '--exit-code']);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('manager-removed Deployment ci/gitlab-runner');
  });

  it.each([
    ['generators', 'generators: [runner]\n'],
    ['patches', 'resources: []\npatches: []\n'],
    ['another layer below', 'resources: [../base]\n'],
  ])('refuses a layer of kustomize, of which it sees nothing: %s', async (_name, text) => {
    mkdirSync('layer', { recursive: true });
    writeFileSync('layer/kustomization.yaml', text);
    const { exitCode, stdout, stderr } = await cli(['diff', 'rendered', 'layer']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('layer/kustomization.yaml makes a layer of kustomize: build it');
  });

  it('takes a file without an object for a mistake', async () => {
    writeFileSync('values.yaml', 'a: 1\n');
    const { exitCode, stderr } = await cli(['diff', 'rendered', 'values.yaml']);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringContaining('values.yaml: it holds no object') as string,
    });
  });

  it('ends with 1 where something differs, if asked to', async () => {
    expect((await cli(['diff', 'rendered', 'runner.yaml', '--exit-code'])).exitCode).toBe(1);
  });

  it('reads the objects of a cluster from standard input', async () => {
    const { stdout } = await cli(['render', 'runner.yaml', '--format', 'json']);
    const list = JSON.parse(stdout) as { items: { metadata: object }[] };
    for (const item of list.items) Object.assign(item.metadata, { uid: '0b4f', resourceVersion: '7' });
    expect((await cli(['diff', '-', 'runner.yaml'], JSON.stringify(list))).stdout).toBe('No differences.\n');
  });

  it('prints JSON and Markdown', async () => {
    const json = await cli(['diff', 'rendered', 'runner.yaml', '--format', 'json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ effects: [{ code: 'release-changed' }, {}, {}] });
    const markdown = await cli(['diff', 'rendered', 'runner.yaml', '--format', 'markdown']);
    expect(markdown.stdout).toContain('### What applying does\n');
  });

  it('reports what is wrong with a document, and compares nothing', async () => {
    const { exitCode, stdout, stderr } = await cli(['diff', 'runner.yaml', 'wrong.yaml']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('UNKNOWN_KEY');
  });

  it.each([
    [['diff', 'runner.yaml'], 'diff needs two arguments, OLD and NEW'],
    [['diff', '-', '-'], 'standard input for one of OLD and NEW'],
    [['diff', 'absent.yaml', 'runner.yaml'], 'cannot read absent.yaml: there is no such file'],
    [['diff', 'git:runner.yaml', 'runner.yaml'], 'git:REF:PATH names a file'],
    [['diff', 'git:HEAD:absent.yaml', 'runner.yaml'], 'there is no such file'],
    [['diff', 'git:--output=x:runner.yaml', 'runner.yaml'], 'there is no such commit'],
    [['diff', 'git:HEAD:--output=x', 'runner.yaml'], 'there is no such file'],
    [['diff', 'git:none:runner.yaml', 'runner.yaml'], 'there is no such commit'],
  ])('refuses %j', async (args, message) => {
    const { exitCode, stdout, stderr } = await cli(args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});
