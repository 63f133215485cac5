import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';

import { type GitLabRunner, type KubernetesObject, toYaml } from '../../../src/index.ts';
import { cli } from '../../support/cli.ts';
import { directory, root } from '../../support/project.ts';

const run = promisify(execFile);

/** What the tests start beside the cluster. */
export type Controller = 'argocd' | 'flux';

/** Where the scripts are that start and end the controllers: beside those that start the cluster. */
function script(name: string): string {
  const path = resolve(root, process.env.CLUSTER_DIR ?? '../shared/cluster', 'gitops', name);
  if (!existsSync(path))
    throw new Error(
      `There is no ${path}: CLUSTER_DIR names the folder that has it. CONTRIBUTING.md tells more.`,
    );
  return path;
}

/** Where a controller of the tests keeps what it has. The ports are fixed, so that there is one on a machine. */
export function directoryOf(controller: Controller): string {
  return join(tmpdir(), `gitlab-runner-test-${controller}`);
}

/** The file in that directory which says of which run the controller is. */
const RUN = 'of-run';

/**
 * Starts a controller, once for all files of a run, after it has ended one that a killed run has left.
 *
 * @param args of its script.
 * @param path comes first on the PATH of what it starts.
 */
export async function startController(
  controller: Controller,
  args: readonly string[] = [],
  path = '',
): Promise<void> {
  const folder = directoryOf(controller);
  await run(
    'flock',
    [
      '--close',
      `${folder}.lock`,
      'sh',
      '-ec',
      `run=$1 down=$2 up=$3; shift 3
      [ "$(cat "$0/${RUN}" 2>/dev/null)" != "$run" ] || exit 0
      "$down" "$0"
      "$up" "$0" "$@"
      echo "$run" >"$0/${RUN}"`,
      folder,
      inject('namespacePrefix'),
      script(`${controller}-down`),
      script(`${controller}-up`),
      ...args,
    ],
    { env: { ...process.env, PATH: `${path}:${process.env.PATH}` } },
  );
}

/** Ends a controller where this run has started it. */
export async function endController(controller: Controller, prefix: string): Promise<void> {
  const folder = directoryOf(controller);
  const file = join(folder, RUN);
  if (!existsSync(file) || readFileSync(file, 'utf8').trim() !== prefix) return;
  await run(script(`${controller}-down`), [folder]);
  rmSync(`${folder}.lock`, { force: true });
}

/** Commits all files of a folder to a repository that a controller reads, and returns the commit. */
export async function push(controller: Controller, repository: string, folder: string): Promise<string> {
  const repositories = join(directoryOf(controller), 'git');
  const { stdout } = await run(script('git-push'), [folder, repository, repositories]);
  return stdout.trim();
}

/** Writes the files of a repository with a document and, in the folder `manifests`, what `render -o` makes of it. */
export async function rendered(document: GitLabRunner, atEnd: (remove: () => void) => void): Promise<string> {
  const folder = directory({ 'runner.yaml': toYaml([document]) }, atEnd);
  const { exitCode, stderr } = await cli([
    'render',
    join(folder, 'runner.yaml'),
    ...['-o', join(folder, 'manifests')],
  ]);
  if (exitCode !== 0) throw new Error(stderr);
  return folder;
}

/** Writes the files of a repository with objects that somebody has changed by hand. */
export function committed(objects: readonly KubernetesObject[], atEnd: (remove: () => void) => void): string {
  return directory({ 'manifests/all.yaml': toYaml(objects) }, atEnd);
}
