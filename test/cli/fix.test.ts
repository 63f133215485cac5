import { chmodSync, chownSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { cli } from '../support/cli.ts';
import { directory } from '../support/project.ts';
import { validate } from '../support/validate.ts';

const wrong = `# the runner
apiVersion: gitlab-runner-manifests.dev/v1alpha1
kind: GitLabRunner
metadata:
  name: gitlab-runner   # its name
spec:
  config:
    concurent: "4"      # jobs
    log_level: INFOO
  runners:
    default:
      url: https://gitlab.com
      token: {secretKeyRef: {name: token}}
`;
const right = wrong.replace('concurent: "4"', 'concurrent: 4').replace('INFOO', 'info');

describe('validate --fix', () => {
  it('writes what is sure into the file, tells it, and reports what is left', async () => {
    const path = join(
      directory({ 'a.yaml': wrong.replace('token: {secretKeyRef: {name: token}}', 'token: 5') }),
      'a.yaml',
    );
    chmodSync(path, 0o640);
    const { exitCode, stdout, stderr } = await validate('--fix', path);
    expect(readFileSync(path, 'utf8')).toBe(
      right.replace('token: {secretKeyRef: {name: token}}', 'token: 5'),
    );
    expect(stderr.split('\n').slice(0, 3)).toEqual([
      `${path}:8: fixed UNKNOWN_KEY: spec.config.concurent → spec.config.concurrent`,
      `${path}:9: fixed NOT_ALLOWED: spec.config.log_level = info`,
      `${path}:8: fixed WRONG_TYPE: spec.config.concurrent = 4`,
    ]);
    expect(stderr).toContain(`${path}:13:14: error WRONG_TYPE`);
    expect(stdout).toBe('');
    expect(exitCode).toBe(1);
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  it('ends well where nothing is left', async () => {
    const folder = directory({ 'a.yaml': wrong });
    expect(await validate('--fix', '--format', 'json', join(folder, 'a.yaml'))).toMatchObject({
      exitCode: 0,
      stdout: '[]\n',
    });
    expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe(right);
    expect(readdirSync(folder)).toEqual(['a.yaml']);
  });

  it('leaves a file alone in which there is nothing to fix', async () => {
    const path = join(directory({ 'a.yaml': right }), 'a.yaml');
    const before = statSync(path);
    expect(await validate('--fix', path)).toMatchObject({
      exitCode: 0,
      stderr: `${path}: no problems found\n`,
    });
    expect(statSync(path)).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
  });

  it('writes where a link leads, and keeps the link', async () => {
    const folder = directory({ 'a.yaml': wrong });
    symlinkSync('a.yaml', join(folder, 'b.yaml'));
    expect((await validate('--fix', join(folder, 'b.yaml'))).exitCode).toBe(0);
    expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe(right);
    expect(lstatSync(join(folder, 'b.yaml')).isSymbolicLink()).toBe(true);
  });

  it('leaves a file alone that is read-only', async () => {
    const path = join(directory({ 'a.yaml': wrong }), 'a.yaml');
    chmodSync(path, 0o444);
    expect(await validate('--fix', path)).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: `gitlab-runner-manifests: cannot write ${path}: it is read-only\n`,
    });
    expect(readFileSync(path, 'utf8')).toBe(wrong);
  });

  it.runIf(process.getuid?.() === 0)('keeps whose file it is', async () => {
    const path = join(directory({ 'a.yaml': wrong }), 'a.yaml');
    chownSync(path, 1234, 2345);
    expect((await validate('--fix', path)).exitCode).toBe(0);
    expect(statSync(path)).toMatchObject({ uid: 1234, gid: 2345 });
  });

  it('keeps line ends of Windows and a byte order mark', async () => {
    const windows = (text: string): string => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
    const path = join(directory({ 'a.yaml': windows(wrong) }), 'a.yaml');
    expect((await validate('--fix', path)).exitCode).toBe(0);
    expect(readFileSync(path, 'utf8')).toBe(windows(right));
  });

  it('moves a credential without showing it', async () => {
    const secret = `glrt-${'t0'.repeat(10)}`;
    const text = wrong
      .replace('      token: {secretKeyRef: {name: token}}\n', '')
      .replace('runners:\n', `runners:\n    token:\n      value: ${secret}\n`);
    const path = join(directory({ 'a.yaml': text }), 'a.yaml');
    const all = await Promise.all(
      ['text', 'json', 'github', 'gitlab', 'sarif'].map((format) => validate('--format', format, path)),
    );
    const { stderr, exitCode } = await validate('--fix', path);
    expect(stderr).toContain('spec.runners.token → spec.runners.default.token');
    expect(exitCode).toBe(0);
    expect(readFileSync(path, 'utf8')).toContain(`      token:\n        value: ${secret}\n`);
    for (const { stdout, stderr: told } of [...all, { stdout: '', stderr }]) {
      expect(`${stdout}${told}`).not.toContain('t0t0');
      expect(`${stdout}${told}`.length).toBeGreaterThan(0);
    }
  });

  it('takes no standard input, and only validate does it', async () => {
    expect(await validate('--fix', '-')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('validate --fix needs files, not standard input'),
    });
    for (const command of ['render', 'permissions']) {
      const { exitCode, stderr } = await cli([command, '--fix', 'a.yaml']);
      expect(exitCode).toBe(2);
      expect(stderr).toContain(`${command} has no option "--fix"`);
    }
  });
});
