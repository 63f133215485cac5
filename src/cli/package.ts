import { join } from 'node:path';

/** Returns the path of a file of this package. The command line is two folders below its root, built or not. */
export function inPackage(path: string): string {
  return join(import.meta.dirname, '../..', path);
}
