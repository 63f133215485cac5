import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { importReport } from '../../src/doors/cli/report/import.ts';
import type { Imported } from '../../src/import/import-config.ts';
import { importConfig } from '../../src/import/import-config.ts';
import { cli } from '../support/cli.ts';

const VALUES = `gitlabUrl: https://gitlab.example.com
concurrent: 7
rbac: {create: true}
runners: {secret: the-token}
`;
/** A runner that registers itself: the token is to be decided. */
const OLD = `${VALUES}runnerRegistrationToken: GR1348941aBcDeFgHiJkLmNoPqRs
runners: {secret: the-token, privileged: true, image: alpine, imagePullPolicy: always}
`.replace('runners: {secret: the-token}\n', '');

const TOML = (name: string): string => `[[runners]]
  name = "${name}"
  url = "https://gitlab.example.com"
  token = "glrt-aBcDeFgHiJkLmNoPqRsT"
  executor = "kubernetes"
`;
const CONFIG = (namespace: string): string => `apiVersion: v1
kind: ConfigMap
metadata: {name: runner, namespace: ${namespace}}
data:
  config.toml: |
    ${TOML(namespace).trimEnd().split('\n').join('\n    ')}
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

describe('import', () => {
  it('writes the document to standard output, the report to the other, and ends with 0', async () => {
    const { exitCode, stdout, stderr } = await cli(['import', file('values.yaml', VALUES)]);
    expect(exitCode).toBe(0);
    expect(parse(stdout)).toMatchObject({ kind: 'GitLabRunner', spec: { config: { concurrent: 7 } } });
    expect(stderr).toMatch(/^gitlab-runner in gitlab-runner\n {2}\d+ settings kept\n/);
    expect(stderr).toContain('to switch over:');
  });

  it('ends with 1 where something is to decide, and writes the document all the same', async () => {
    const { exitCode, stdout, stderr } = await cli(['import', file('values.yaml', OLD)]);
    expect(exitCode).toBe(1);
    expect(parse(stdout)).toMatchObject({ kind: 'GitLabRunner' });
    expect(stderr).toMatch(/to decide:\n.*values\.yaml:\d+: runnerRegistrationToken: /);
    expect(stdout + stderr).not.toContain('aBcDeFgHiJkLmNoPqRs');
  });

  it('ends with 1 where nothing in the inputs is a runner', async () => {
    const { exitCode, stdout, stderr } = await cli(['import', file('a.yaml', 'a: b\n')]);
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toContain('refused:');
  });

  it.each([
    [[], 'needs files and directories'],
    [['-', '--name', 'A b'], '--name accepts'],
    [['-', '--runner-version', 'latest'], '--runner-version accepts'],
    [['-', '--defaults', 'none'], '--defaults'],
    [['a.yaml', '--output', ''], '--output needs a directory'],
    [['not-there.yaml'], 'not-there.yaml'],
  ])('ends with 2 for %j', async (args, says) => {
    const { exitCode, stderr } = await cli(['import', ...args]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(says);
  });

  it('reads standard input', async () => {
    const { exitCode, stdout } = await cli(['import', '-', '--name', 'team', '--namespace', 'ci'], VALUES);
    expect(exitCode).toBe(0);
    expect(parse(stdout).metadata).toEqual({ name: 'team-gitlab-runner', namespace: 'ci' });
  });

  it('reads the files of a directory together', async () => {
    mkdirSync(join(folder, '.git'));
    file('.git/values.yaml', 'gitlabUrl: https://other.example.com\n');
    file('a-values.yaml', VALUES);
    file('b-values.yaml', 'concurrent: 9\n');
    file('README.md', 'concurrent: 11\n');
    const { stdout } = await cli(['import', folder]);
    expect(parse(stdout).spec).toMatchObject({
      config: { concurrent: 9 },
      runners: { default: { url: 'https://gitlab.example.com' } },
    });
  });

  it('writes a file for each document, and none over another', async () => {
    const inputs = [file('a.yaml', CONFIG('a')), file('b.yaml', CONFIG('b'))];
    const output = join(folder, 'out');
    const { stdout, stderr } = await cli(['import', ...inputs, '-o', output]);
    expect(stdout).toBe('');
    expect(readdirSync(output)).toEqual(['b.gitlab-runner.yaml', 'gitlab-runner.yaml']);
    expect(stderr).toContain('gitlab-runner in b: b.gitlab-runner.yaml');
    const before = readFileSync(join(output, 'gitlab-runner.yaml'), 'utf8');
    const again = await cli(['import', ...inputs, '-o', output]);
    expect(again.exitCode).toBe(2);
    expect(again.stderr).toContain('is there already');
    expect(readFileSync(join(output, 'gitlab-runner.yaml'), 'utf8')).toBe(before);
  });

  it('leaves the defaults of what ran before out on request', async () => {
    const values = file('values.yaml', VALUES);
    const { spec: theirs } = parse((await cli(['import', values])).stdout);
    const { spec: ours } = parse((await cli(['import', values, '--defaults', 'ours'])).stdout);
    expect(theirs.manager.terminationGracePeriodSeconds).toBe(3600);
    expect(ours.manager?.terminationGracePeriodSeconds).toBeUndefined();
    expect(ours.config.concurrent).toBe(7);
  });

  it('writes the whole result as JSON', async () => {
    const { exitCode, stdout, stderr } = await cli(['import', file('values.yaml', OLD), '--format', 'json']);
    const { documents, report } = JSON.parse(stdout) as Imported;
    expect([exitCode, stderr]).toEqual([1, '']);
    expect(documents).toHaveLength(1);
    expect(report.isDecided).toBe(false);
    expect(report.documents[0]!.remarks).toContainEqual(expect.objectContaining({ kind: 'decide' }));
  });
});

describe('the report', () => {
  const report = (text: string, columns?: number): string =>
    importReport(importConfig([{ name: 'values.yaml', text }]), undefined, { color: false, columns });

  it('fits a screen, and breaks no command', () => {
    const lines = report(VALUES, 100).split('\n');
    expect(lines.length).toBeLessThan(42);
    for (const line of lines) {
      if (!/^ {7}\S/.test(line)) expect(line.length).toBeLessThanOrEqual(100);
    }
    expect(report(VALUES, 60)).toContain(
      '\n       kubectl scale --namespace gitlab-runner deployment/gitlab-runner --replicas=0\n',
    );
  });

  it('says once what holds for several', () => {
    const said = report(OLD);
    expect(said.match(/It has had no effect since chart 0.40/g)).toHaveLength(1);
    expect(said).toMatch(/ {6}values\.yaml:\d+: runners\.image: If you need it, set/);
  });

  it('says where the inputs have what the validation finds', () => {
    const said = report(`${VALUES}hostAliases: [{ip: nowhere, hostnames: [a]}]\n`);
    expect(said).toMatch(/ {4}values\.yaml:5: spec\.manager\.hostAliases\[0\]\.ip: error WRONG_FORMAT /);
  });
});
