import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { FileError } from './file-error.ts';

/** Names of files that may hold documents or objects. */
export const YAML = /\.(?:ya?ml|json)$/;

/**
 * Returns the files that a word of the command line names: the file itself, or the files of the directory with such a
 * name, at any depth and in the order of their names. Hidden files, and files in node_modules, are left out.
 *
 * @throws FileError where there is no such file or directory, or it cannot be read.
 */
export function filesIn(file: string, names: RegExp): readonly string[] {
  try {
    if (!statSync(file).isDirectory()) return [file];
    return readdirSync(file, { recursive: true, encoding: 'utf8' })
      .filter((name) => names.test(name) && !/(?:^|[\\/])(?:\.|node_modules[\\/])/.test(name))
      .toSorted()
      .map((name) => join(file, name))
      .filter((name) => statSync(name).isFile());
  } catch (error) {
    throw new FileError(`cannot read ${file}`, error);
  }
}
