import { chmodSync, chownSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { FileError } from './file-error.ts';

/**
 * Replaces a file, all at once: whoever reads it sees all of the old text or all of the new one, and where the disk is
 * full the old one stays. Mode and owner are kept, and a link leads to the new file. `name` is the file's for people.
 *
 * @throws FileError if the file cannot be written, is read-only, or is not a file but a pipe or a device.
 */
export function replaceFile(path: string, text: string, name: string): void {
  try {
    const target = realpathSync(path);
    const status = statSync(target);
    if (!status.isFile()) throw new Error('it is not a regular file');
    // To replace it no right to write it is needed, so nothing else would say it.
    if ((status.mode & 0o222) === 0) throw new Error('it is read-only');
    const next = join(dirname(target), `.${basename(target)}.${process.pid}.new`);
    try {
      writeFileSync(next, text, { mode: 0o600, flag: 'wx', flush: true });
      keepOwner(next, status);
      chmodSync(next, status.mode);
      renameSync(next, target);
    } catch (error) {
      rmSync(next, { force: true });
      throw error;
    }
  } catch (error) {
    throw new FileError(`cannot write ${name}`, error);
  }
}

/** Gives a file to an owner and a group, as far as whoever runs this may. */
function keepOwner(path: string, { uid, gid }: { readonly uid: number; readonly gid: number }): void {
  const own = statSync(path);
  if (own.uid === uid && own.gid === gid) return;
  try {
    chownSync(path, uid, gid);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
  }
}
