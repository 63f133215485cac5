import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { sha256 } from './checksums.ts';
import { ARCHITECTURES, type Architecture, type Executable } from './executables.ts';
import { manifest, root } from './project.ts';

/** Whoever made the release: the commit has to be the same each time. */
const RELEASE = manifest.name;

/** The tag of a version that holds what `vendor` writes, with the Node function or the executable of an architecture. */
function kustomizeTag(architecture?: Architecture): string {
  const tag = `v${manifest.version}-kustomize`;
  return architecture === undefined ? tag : `${tag}-linux-${architecture}`;
}

/** The tags of a release: of its commit, and those that a remote base names. */
export function tagsOf(): string[] {
  return [`v${manifest.version}`, kustomizeTag(), ...ARCHITECTURES.map(kustomizeTag)];
}

/**
 * Writes a Git bundle with the tags that a remote base names: a commit without parents each, with the built function. Of
 * the same files and the same time it has the same bytes.
 */
export function writeKustomizeBundle(file: string, executables: readonly Executable[], time: Date): void {
  const folder = mkdtempSync(join(tmpdir(), 'gitlab-runner-refs-'));
  const identity = (role: string) => ({
    [`GIT_${role}_NAME`]: RELEASE,
    [`GIT_${role}_EMAIL`]: '',
    [`GIT_${role}_DATE`]: time.toISOString(),
  });
  const git = (tree: string, ...args: readonly string[]): string =>
    execFileSync('git', args, {
      cwd: tree,
      encoding: 'utf8',
      env: {
        ...process.env,
        // The files are in the working directory.
        GIT_DIR: join(folder, '.git'),
        ...identity('AUTHOR'),
        ...identity('COMMITTER'),
        // What the one who runs this has set would be in the bytes.
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_NOSYSTEM: '1',
      },
    }).trim();
  try {
    git(folder, 'init', '--quiet');
    const tags = [undefined, ...executables.filter((one) => 'file' in one)].map((executable) => {
      const tag = kustomizeTag(executable?.architecture);
      const tree = join(folder, tag);
      vendor(tree, executable);
      git(tree, 'read-tree', '--empty');
      git(tree, 'add', '--all', '--force');
      const commit = git(tree, 'commit-tree', '-m', tag, git(tree, 'write-tree'));
      git(tree, 'update-ref', `refs/tags/${tag}`, commit);
      return tag;
    });
    // One thread: with more, which objects are stored as differences is a matter of luck.
    git(
      folder,
      '-c',
      'pack.threads=1',
      'bundle',
      'create',
      '--quiet',
      file,
      ...tags.map((tag) => `refs/tags/${tag}`),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes what a repository needs to build by itself. */
function vendor(folder: string, executable?: Executable): void {
  const native =
    executable !== undefined && 'file' in executable
      ? ['--native', executable.file, '--sha256', sha256(executable.file)]
      : [];
  execFileSync(process.execPath, [`${root}/dist/cli/bin.js`, 'vendor', folder, ...native], {
    stdio: 'pipe',
  });
}
