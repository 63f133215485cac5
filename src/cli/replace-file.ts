import { chmodSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { FileError } from './file-error.ts';

/**
 * Writes a file anew, at once: whoever reads it sees all of the old text or all of the new one, and where the disk is full
 * the old one stays. The mode is kept, and a link leads to what is written. `name` is what people call the file.
 *
 * @throws FileError if the file cannot be written, or is none but a pipe or a device.
 */
export function replaceFile(path: string, text: string, name: string): void {
  try {
    const target = realpathSync(path);
    const status = statSync(target);
    if (!status.isFile()) throw new Error('it is no regular file');
    const next = join(dirname(target), `.${basename(target)}.${process.pid}.new`);
    try {
      writeFileSync(next, text, { mode: 0o600, flag: 'wx', flush: true });
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
