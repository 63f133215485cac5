import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Where the new content of a file waits until all are written: beside it, for only there can it take its place at once. */
function waiting(path: string): string {
  return join(dirname(path), `.${basename(path)}.new`);
}

/** Writes a file that will replace another one or be new: a link is not followed, and the mode is a new file's. */
export function stage(path: string, content: string | Uint8Array, mode: number): void {
  const place = waiting(path);
  // An earlier run that was stopped may have left one.
  rmSync(place, { force: true });
  writeFileSync(place, content, { mode, flag: 'wx' });
}

/** Puts a staged file in its place, at once. */
export function unveil(path: string): void {
  renameSync(waiting(path), path);
}

/** Removes a staged file, if it is there and can be removed. */
export function giveUp(path: string): void {
  try {
    rmSync(waiting(path), { force: true });
  } catch {
    // What prevents that is already reported.
  }
}

/** One level after the other: with `recursive`, Node never comes back where the system has no place for a directory. */
export function makeDirectory(path: string): void {
  if (existsSync(path)) return;
  makeDirectory(dirname(path));
  mkdirSync(path);
}
