import { lstatSync, readFileSync, type Stats } from 'node:fs';
import { join } from 'node:path';

import { sha256 } from './sum.ts';

/** What is at a path: nothing, a file, or something that no file can be written in place of. */
export type Found =
  | undefined
  | { readonly sum: string; readonly isExecutable: boolean }
  | { readonly obstacle: string };

/** Bytes. The largest file that is vendored, an executable, has some five million. */
const MAX_LENGTH = 64 << 20;

/** Returns what is at a path with slashes below a directory. It follows no link on the way, and never leaves it. */
export function look(directory: string, path: string): Found {
  const parts = path.split('/');
  for (const at of parts.keys()) {
    const name = join(directory, ...parts.slice(0, at + 1));
    const status = lstatSync(name, { throwIfNoEntry: false });
    if (status === undefined) return undefined;
    const isLast = at === parts.length - 1;
    if (isLast && status.isFile()) return file(name, status);
    if (isLast || !status.isDirectory()) return { obstacle: `${name} is ${kindOf(status)}` };
  }
  return undefined;
}

function file(path: string, { size, mode }: Stats): Found {
  return {
    sum: size > MAX_LENGTH ? '' : sha256(readFileSync(path)),
    // Windows has no such bit.
    isExecutable: process.platform === 'win32' || (mode & 0o100) !== 0,
  };
}

/** What something is called that is not what is wanted there. */
export function kindOf(status: Stats): string {
  if (status.isSymbolicLink()) return 'a link';
  if (status.isDirectory()) return 'a directory';
  return status.isFile() ? 'a file' : 'neither a file nor a directory';
}
