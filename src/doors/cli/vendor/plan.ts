import { join } from 'node:path';

import { look } from './look.ts';
import type { VendoredFile } from './package-files.ts';
import type { Pin } from './pin.ts';
import { sha256 } from './sum.ts';

/** What is to be done in a directory, or each reason why nothing can be. */
export type Plan =
  | {
      readonly added: readonly VendoredFile[];
      readonly changed: readonly VendoredFile[];
      readonly unchanged: readonly VendoredFile[];
      readonly removed: readonly string[];
    }
  | { readonly obstacles: readonly string[] };

/**
 * Compares a directory with the files that it is to hold. Files that an earlier run wrote are changed or removed where
 * they are as it left them. What somebody has changed since, and what is not of an earlier run, is in the way.
 *
 * @param pin what the earlier run left.
 */
export function planned(directory: string, files: readonly VendoredFile[], pin: Pin | undefined): Plan {
  const added: VendoredFile[] = [];
  const changed: VendoredFile[] = [];
  const unchanged: VendoredFile[] = [];
  const removed: string[] = [];
  const obstacles: string[] = [];
  const old = new Map(pin?.files);
  for (const file of files) {
    const found = look(directory, file.path);
    const before = old.get(file.path);
    old.delete(file.path);
    if (found === undefined) added.push(file);
    else if ('obstacle' in found) obstacles.push(found.obstacle);
    else if (found.sum === sha256(file.content))
      (found.isExecutable || !file.isExecutable ? unchanged : changed).push(file);
    else if (found.sum === before) changed.push(file);
    else obstacles.push(inTheWay(join(directory, file.path), before));
  }
  for (const [path, before] of old) {
    const found = look(directory, path);
    if (found === undefined) continue;
    if ('obstacle' in found) obstacles.push(found.obstacle);
    else if (found.sum === before) removed.push(path);
    else obstacles.push(inTheWay(join(directory, path), before));
  }
  return obstacles.length > 0
    ? { obstacles: [...new Set(obstacles)] }
    : { added, changed, unchanged, removed };
}

function inTheWay(path: string, before: string | undefined): string {
  return before === undefined
    ? `${path} is in the way: vendor has not written it`
    : `${path} was changed since vendor wrote it`;
}
