import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Returns the path of a file of this package, whose root is the nearest folder above the command line that has overlays. */
export function inPackage(path: string): string {
  let root = import.meta.dirname;
  while (!existsSync(join(root, 'overlays')) && root !== dirname(root)) root = dirname(root);
  return join(root, path);
}
