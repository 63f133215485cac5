import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { directory, root } from '../support/project.ts';
import { run } from '../support/run.ts';

const page = readFileSync(join(root, 'docs/migrate.md'), 'utf8');

/** The commands of the page: a line each, with what a pipe goes on to. */
const commands = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, block]) =>
  block!
    .replace(/\|\n\s*/g, '| ')
    .trim()
    .split('\n'),
);

/** What is not run here. */
const NOT_RUN: readonly (readonly [start: string, reason: string])[] = [
  ['helm ', 'needs Helm, and a release in a cluster'],
  ['kubectl get ', 'needs a cluster with the old objects; what follows the pipe is run on files like them'],
  ['kubectl exec ', 'needs a manager that runs'],
  ['kubectl scale ', 'needs a cluster'],
];

const isRun = (command: string): boolean => NOT_RUN.every(([start]) => !command.startsWith(start));

describe('the page on migration', () => {
  it('has commands that are run here, and leaves none of the others without a reason', () => {
    expect(commands.filter(isRun).length).toBeGreaterThan(6);
    expect(
      commands.filter(isRun).filter((command) => !command.startsWith('gitlab-runner-manifests ')),
    ).toEqual([]);
    for (const [start] of NOT_RUN) expect(commands.some((command) => command.startsWith(start))).toBe(true);
  });

  const inputs = directory({});
  cpSync(join(root, 'test/docs/migrate'), inputs, { recursive: true });
  const imported = join(inputs, 'imported');
  const call = (command: string) =>
    run(process.execPath, [join(root, 'dist/cli/bin.js'), ...command.split(' ').slice(1)], { cwd: inputs });

  it.each(commands.filter((command) => isRun(command) && command.includes(' import ')))('%s', (command) => {
    rmSync(imported, { recursive: true, force: true });
    expect(call(command)).toMatchObject({ exitCode: 0, stdout: '' });
  });

  it.each(commands.filter((command) => isRun(command) && !command.includes(' import ')))('%s', (command) => {
    rmSync(imported, { recursive: true, force: true });
    call(
      'gitlab-runner-manifests import values.yaml --name gitlab-runner --namespace gitlab-runner -o imported',
    );
    expect(call(command)).toMatchObject({ exitCode: 0 });
  });

  it('reads standard input, as behind a pipe', () => {
    rmSync(imported, { recursive: true, force: true });
    const input = readFileSync(join(inputs, 'manifests/runner.yaml'));
    const { exitCode } = run(
      process.execPath,
      [join(root, 'dist/cli/bin.js'), 'import', '-', '-o', 'imported'],
      {
        cwd: inputs,
        input,
      },
    );
    expect(exitCode).toBe(0);
  });
});
