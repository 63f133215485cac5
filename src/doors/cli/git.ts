import { spawnSync } from 'node:child_process';

import { maskedName } from '../../core/credentials/mask.ts';
import { UsageError } from './exit.ts';
import { FileError } from './file-error.ts';

/** A file of a commit. */
export interface CommittedFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** How much git may print: the largest file that is read. */
const MAX_OUTPUT = 64 * 1024 * 1024;

/** What a word begins with that names a file or a directory of a commit. */
export const GIT = 'git:';

/**
 * Returns the files that `git:REF:PATH` names, as the commit has them: the file, or the files of the directory with
 * such a name, in their order. The path is relative to the working directory.
 *
 * @throws UsageError where the word does not have that form.
 * @throws FileError where there is no git, or no such commit or path.
 */
export function committedFiles(word: string, names: RegExp): readonly CommittedFile[] {
  const [, ref = '', path = ''] = /^git:([^:]+):(.+)$/.exec(word) ?? [];
  if (path === '')
    throw new UsageError(`git:REF:PATH names a file or a directory of a commit, not "${word}"`);
  const attempt = `cannot read ${maskedName(word)}`;
  // What begins with a dash would be an option.
  const commit = git(attempt, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`])
    .toString('utf8')
    .trim();
  const listed = git(attempt, ['ls-tree', '-r', '-z', '--name-only', commit, '--', path]).toString('utf8');
  const files = listed.split('\0').filter((name) => name !== '');
  const isFile = files.length === 1 && files[0] === path.replace(/^\.\//, '');
  const wanted = isFile
    ? files
    : files.filter((name) => names.test(name) && !/(?:^|\/)(?:\.|node_modules\/)/.test(name));
  if (files.length === 0) throw new FileError(attempt, { code: 'ENOENT' });
  return wanted.map((name) => ({
    name: `${GIT}${ref}:${name}`,
    content: git(attempt, ['cat-file', 'blob', `${commit}:./${name}`]),
  }));
}

function git(attempt: string, args: readonly string[]): Buffer {
  const { error, status, stdout, stderr } = spawnSync('git', args, {
    maxBuffer: MAX_OUTPUT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT')
    throw new FileError(attempt, new Error('git is not on the PATH'));
  if (error !== undefined) throw new FileError(attempt, error);
  if (status !== 0) {
    const reason = stderr
      .toString('utf8')
      .trim()
      .split('\n')[0]!
      .replace(/^fatal: /, '');
    throw new FileError(attempt, new Error(reason || 'there is no such commit'));
  }
  return stdout;
}
