import { closeSync, lstatSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { writeAll } from '../node-streams.ts';
import { UsageError } from './exit.ts';
import { FileError } from './file-error.ts';

/** Writes files that are not there yet, and nothing where one is: what somebody has changed by hand is not replaced. */
export function writeNew(
  directory: string,
  files: readonly { readonly name: string; readonly text: string }[],
): void {
  refuseExistingIn(directory, files);
  try {
    for (const { name, text } of files) {
      const path = join(directory, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text, { flag: 'wx' });
    }
  } catch (error) {
    throw new FileError(`cannot write to ${directory}`, error);
  }
}

/** Refuses files that are there already. */
export function refuseExistingIn(directory: string, files: readonly { readonly name: string }[]): void {
  for (const { name } of files) refuseExisting(join(directory, name), 'choose another directory');
}

/** A file that is created before its content is known, so nothing can prevent that later. */
export interface ReservedFile {
  readonly write: (text: string) => void;
  /** Removes the file. */
  readonly giveUp: () => void;
}

/** Makes an empty file that only its owner can read. It must not be there yet. */
export function reserveSecretFile(path: string): ReservedFile {
  refuseExisting(path, 'choose another file');
  const attempt = <T>(action: () => T): T => {
    try {
      return action();
    } catch (error) {
      throw new FileError(`cannot write ${path}`, error);
    }
  };
  const descriptor = attempt(() => openSync(path, 'wx', 0o600));
  return {
    write: (text) =>
      attempt(() => {
        writeAll(descriptor, text);
        closeSync(descriptor);
      }),
    giveUp: () => {
      closeSync(descriptor);
      rmSync(path, { force: true });
    },
  };
}

/** A link that leads nowhere is something too. */
function refuseExisting(path: string, orElse: string): void {
  try {
    lstatSync(path);
  } catch {
    return;
  }
  throw new UsageError(`${path} is there already: remove it, or ${orElse}`);
}
