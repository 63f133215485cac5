import { readFileSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { version } from '../../../core/version.ts';
import { FileError } from '../file-error.ts';
import { giveUp, makeDirectory, stage, unveil } from '../replace-at-once.ts';
import type { Written } from '../say-written.ts';
import { FUNCTION, packageFiles, type VendoredFile } from './package-files.ts';
import { type FunctionOrigin, PIN, type Pin, pinText } from './pin.ts';
import { planned } from './plan.ts';
import { sha256 } from './sum.ts';

/** A function, and where it comes from. */
export interface VendoredFunction {
  readonly origin: FunctionOrigin;
  readonly content: Uint8Array;
}

/** The result of a run: what became of the files, or each reason why they are unchanged. */
export type Outcome = { readonly written: Written } | { readonly obstacles: readonly string[] };

/**
 * Writes what a repository needs to build by itself into a directory, and the file that pins it. Nothing is replaced or
 * removed before every new file is on the disk, and nothing at all where something is in the way.
 *
 * @param pin what an earlier run left.
 * @throws FileError if the directory cannot be written.
 */
export function writeVendored(directory: string, own: VendoredFunction, pin: Pin | undefined): Outcome {
  const files = vendoredFiles(own);
  const plan = planned(directory, files, pin);
  if ('obstacles' in plan) return plan;

  const list = listOf(files, own.origin);
  const listState = pin === undefined ? 'added' : isSame(directory, list) ? 'unchanged' : 'changed';
  // The list comes last: if this run is stopped, the next one still knows what to remove.
  const fresh = [...plan.added, ...plan.changed, ...(listState === 'unchanged' ? [] : [list])];
  const pathOf = ({ path }: VendoredFile): string => join(directory, path);
  try {
    for (const file of fresh) {
      makeDirectory(dirname(resolve(pathOf(file))));
      stage(pathOf(file), file.content, file.isExecutable ? 0o777 : 0o666);
    }
    for (const file of fresh) if (file !== list) unveil(pathOf(file));
    for (const path of plan.removed) removeWithFolders(directory, path);
    if (fresh.includes(list)) unveil(pathOf(list));
  } catch (error) {
    for (const file of fresh) giveUp(pathOf(file));
    throw new FileError(`cannot write to ${directory}`, error);
  }
  const names = (state: 'added' | 'changed' | 'unchanged'): string[] => [
    ...plan[state].map(({ path }) => path),
    ...(state === listState ? [PIN] : []),
  ];
  return {
    written: {
      added: names('added'),
      changed: names('changed'),
      removed: plan.removed,
      unchanged: names('unchanged'),
    },
  };
}

/** Returns all files but the list of them, in the order of their paths. */
export function vendoredFiles({ content }: Pick<VendoredFunction, 'content'>): readonly VendoredFile[] {
  return [...packageFiles(), { path: FUNCTION, content, isExecutable: true }].toSorted((one, other) =>
    one.path < other.path ? -1 : 1,
  );
}

function listOf(files: readonly VendoredFile[], origin: FunctionOrigin): VendoredFile {
  const text = pinText({
    version,
    function: origin,
    files: new Map(files.map(({ path, content }) => [path, sha256(content)])),
    executables: files.filter(({ isExecutable }) => isExecutable).map(({ path }) => path),
  });
  return { path: PIN, content: Buffer.from(text), isExecutable: false };
}

function isSame(directory: string, { path, content }: VendoredFile): boolean {
  return readFileSync(join(directory, path)).equals(content);
}

/** Removes a file, and the folders that held nothing else. */
function removeWithFolders(directory: string, path: string): void {
  rmSync(join(directory, path));
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    try {
      rmdirSync(join(directory, folder));
    } catch {
      return;
    }
  }
}
