import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { root } from '../support/project.ts';
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

  const inputs = mkdtempSync(join(tmpdir(), 'gitlab-runner-manifests-'));
  const imported = join(inputs, 'imported');
  beforeAll(() => cpSync(join(root, 'test/docs/migrate'), inputs, { recursive: true }));
  afterEach(() => rmSync(imported, { recursive: true, force: true }));
  afterAll(() => rmSync(inputs, { recursive: true, force: true }));
  const call = (args: string, input?: Uint8Array) =>
    run(process.execPath, [join(root, 'dist/cli/bin.js'), ...args.split(' ')], {
      cwd: inputs,
      ...(input && { input }),
    });
  const ours = commands.filter(isRun).map((command) => command.replace('gitlab-runner-manifests ', ''));

  it.each(ours.filter((args) => args.startsWith('import ')))('%s', (args) => {
    expect(call(args)).toMatchObject({ exitCode: 0, stdout: '' });
  });

  it.each(ours.filter((args) => !args.startsWith('import ')))('%s', (args) => {
    call('import values.yaml --name gitlab-runner --namespace gitlab-runner -o imported');
    expect(call(args)).toMatchObject({ exitCode: 0 });
  });

  it('reads standard input, as behind a pipe', () => {
    const manifests = readFileSync(join(inputs, 'manifests/runner.yaml'));
    expect(call('import - -o imported', manifests)).toMatchObject({ exitCode: 0 });
  });
});
