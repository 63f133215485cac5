import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

// The command is loaded when it is called, which is no part of what a test waits for.
import '../../src/doors/cli/commands/validate.ts';
import { cli } from '../support/cli.ts';
import { directory } from '../support/project.ts';

const base = readFileSync(new URL('../golden/base/objects.yaml', import.meta.url), 'utf8');
const broken = base.replace('- pods/attach', '- pods/attack');
const validate = (args: readonly string[], stdin = ''): ReturnType<typeof cli> =>
  cli(['validate', '--rendered', ...args], stdin);

describe('validate --rendered', () => {
  it.each([
    [['--fix', '-'], 'validate --rendered has no --fix'],
    [['-k', 'deploy'], 'validate --rendered has no -k'],
    [[], 'validate --rendered accepts files and directories with objects'],
  ])('is wrong usage with %j', async (args, message) => {
    const { exitCode, stderr } = await validate(args, base);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });

  it('reads a directory as one set of objects', async () => {
    const [first = '', second = ''] = base.split(/(?=---\napiVersion: apps\/v1)/);
    const path = directory({ 'a.yaml': first, 'sub/b.yaml': second, 'notes.md': '# not: [yaml' });
    expect(await validate([path])).toMatchObject({ exitCode: 0, stdout: '' });
    expect((await validate([join(path, 'a.yaml')])).stderr).toContain('NO_MANAGER');
  });

  it('tells of a file that is not there, and checks nothing', async () => {
    const { exitCode, stderr } = await validate(['-', 'gone.yaml'], broken);
    expect({ exitCode, isChecked: stderr.includes('PERMISSION_MISSING') }).toEqual({
      exitCode: 2,
      isChecked: false,
    });
  });

  it('makes warnings errors where it is told to', async () => {
    const short = base.replace('terminationGracePeriodSeconds: 3900', 'terminationGracePeriodSeconds: 39');
    expect((await validate(['-'], short)).exitCode).toBe(0);
    expect((await validate(['--fail-on', 'warning', '-'], short)).exitCode).toBe(1);
  });

  const place = 'Role gitlab-runner/gitlab-runner: rules';

  it('names object, path and line in every format', async () => {
    const line = broken.split('\n').indexOf('rules:') + 1;
    const outputOf = async (format: string): Promise<string> =>
      (await validate(['--format', format, '-'], broken)).stdout;
    expect((await validate(['-'], broken)).stderr).toMatch(
      new RegExp(`^<stdin>:${line}:1: error PERMISSION_MISSING ${place}: `),
    );
    expect(JSON.parse(await outputOf('json'))).toMatchObject([
      { object: 'Role gitlab-runner/gitlab-runner', path: ['rules'], range: { start: { line } } },
    ]);
    expect(await outputOf('github')).toMatch(new RegExp(`^::error .*line=${line},.*::${place}%0A`));
    expect(JSON.parse(await outputOf('gitlab'))).toMatchObject([
      { description: expect.stringContaining(`${place} · `), location: { lines: { begin: line } } },
    ]);
    expect(JSON.parse(await outputOf('sarif')).runs[0].results).toMatchObject([
      { locations: [{ logicalLocations: [{ fullyQualifiedName: place }] }] },
    ]);
  });

  it('gives findings about two objects two fingerprints', async () => {
    const two = readFileSync(
      new URL('../golden/separate-job-namespaces/objects.yaml', import.meta.url),
      'utf8',
    );
    const { stdout } = await validate(
      ['--format', 'gitlab', '-'],
      two.replaceAll('- pods/attach', '- pods/attack'),
    );
    const names = (JSON.parse(stdout) as { fingerprint: string }[]).map(({ fingerprint }) => fingerprint);
    expect(names.length).toBeGreaterThan(1);
    expect(new Set(names).size).toBe(names.length);
  });
});
