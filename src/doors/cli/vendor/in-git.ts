import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import type { Pin } from './pin.ts';

/** How much Git may print of some dozens of files. */
const MAX_OUTPUT = 1 << 20;

/** Returns which of these files Git leaves out of every clone, in one line; nothing where there is no repository, or no Git. */
export function ignoredByGit(directory: string, paths: readonly string[]): readonly string[] {
  const printed = git(directory, ['check-ignore', '--stdin', '-z'], paths.join('\0'));
  const ignored = printed.split('\0').filter((path) => path !== '');
  const [first, ...more] = ignored;
  if (first === undefined) return [];
  const others = more.length === 0 ? '' : ` and ${more.length} more`;
  return [
    `Git ignores ${join(directory, first)}${others}, so no clone has ${more.length === 0 ? 'it' : 'them'}: see .gitignore`,
  ];
}

/** Returns which executables Git has without their bit, as where a system has none. */
export function plainInGit(directory: string, { executables }: Pick<Pin, 'executables'>): readonly string[] {
  return executables.flatMap((path) => {
    const printed = git(directory, ['ls-files', '--stage', '-z', '--', path], '');
    if (!printed.startsWith('100644 ')) return [];
    const name = join(directory, path);
    return [`Git has ${name} without its executable bit: git update-index --chmod=+x ${name}`];
  });
}

/** What Git prints in a directory; nothing where it fails. */
function git(directory: string, args: readonly string[], input: string): string {
  const { stdout } = spawnSync('git', args, {
    cwd: directory,
    encoding: 'utf8',
    input,
    maxBuffer: MAX_OUTPUT,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return stdout ?? '';
}
