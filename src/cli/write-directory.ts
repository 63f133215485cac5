import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';

import { emit } from '../yaml/emit.ts';
import { FileError } from './file-error.ts';
import { isManifestName, type ManifestFile } from './manifest-files.ts';

const KUSTOMIZATION = 'kustomization.yaml';
/** The other names by which kustomize knows such a file; it refuses a directory with two of them. */
const OTHER_NAMES = ['kustomization.yml', 'Kustomization'];
const MARK = '# Written by gitlab-runner-manifests render -o';
const HEADER = `${MARK}, which replaces this file and removes what it lists and no longer renders.\n`;

/**
 * Writes the files and a kustomization that lists them, removes those that the kustomization of an earlier run lists
 * and that are not among them, and leaves all others alone. Returns how many files it has written and removed.
 *
 * @throws FileError if the directory cannot be written, or holds a kustomization of somebody else.
 */
export function writeDirectory(
  directory: string,
  files: readonly ManifestFile[],
): { readonly written: number; readonly removed: number } {
  const names = new Set(files.map(({ name }) => name));
  try {
    makeDirectory(resolve(directory));
    const before = listedBefore(directory);
    for (const { name, text, isSecret } of files)
      write(join(directory, name), text, isSecret ? 0o600 : 0o666);
    write(join(directory, KUSTOMIZATION), kustomization([...names]), 0o666);
    const gone = before.filter((name) => !names.has(name) && existsSync(join(directory, name)));
    for (const name of gone) rmSync(join(directory, name));
    return { written: files.length + 1, removed: gone.length };
  } catch (error) {
    throw new FileError(`cannot write to ${directory}`, error);
  }
}

/** One level after the other: with `recursive`, Node never comes back where the system has no place for a directory. */
function makeDirectory(path: string): void {
  if (existsSync(path)) return;
  makeDirectory(dirname(path));
  mkdirSync(path);
}

/** The manifests that the kustomization of an earlier run lists. */
function listedBefore(directory: string): readonly string[] {
  const present = [KUSTOMIZATION, ...OTHER_NAMES].find((name) => existsSync(join(directory, name)));
  if (present === undefined) return [];
  const text = readFileSync(join(directory, present), 'utf8');
  if (present !== KUSTOMIZATION || !text.startsWith(MARK)) {
    throw new Error(`its ${present} is not one that render -o has written; take another directory`);
  }
  const { resources } = (parse(text, { logLevel: 'silent' }) ?? {}) as { readonly resources?: unknown };
  if (!Array.isArray(resources)) return [];
  return resources.filter((name): name is string => typeof name === 'string' && isManifestName(name));
}

/** A file of its own in place of what is there: a link is not followed, and the mode is that of a new file. */
function write(path: string, text: string, mode: number): void {
  rmSync(path, { force: true });
  writeFileSync(path, text, { mode, flag: 'wx' });
}

function kustomization(resources: readonly string[]): string {
  return `${HEADER}${emit({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources,
  })}`;
}
