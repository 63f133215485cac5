import { existsSync, lstatSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

import { emit } from '../../core/yaml/emit.ts';
import { FileError } from './file-error.ts';
import { isManifestName, type ManifestFile } from './manifest-files.ts';
import { giveUp, makeDirectory, stage, unveil } from './replace-at-once.ts';
import type { Written } from './say-written.ts';

const KUSTOMIZATION = 'kustomization.yaml';
/** The other names by which kustomize knows such a file; it refuses a directory with two of them. */
const OTHER_NAMES = ['kustomization.yml', 'Kustomization'];
const MARK = '# Written by gitlab-runner-manifests render -o';
const HEADER = `${MARK}, which replaces this file and removes what it lists and no longer renders.\n`;

/** A file as it is to be. */
type File = Pick<ManifestFile, 'text' | 'isSecret'>;

/**
 * Writes the files and a kustomization that lists them, removes those that the kustomization of an earlier run lists
 * and that are not among them, and leaves all others alone, as well as those that are the same already. Nothing is
 * replaced or removed before every new text is on the disk.
 *
 * @throws FileError if the directory cannot be written, or holds a kustomization of somebody else.
 */
export function writeDirectory(directory: string, manifests: readonly ManifestFile[]): Written {
  const pathOf = (name: string): string => join(directory, name);
  const files = new Map<string, File>(manifests.map((file) => [file.name, file]));
  const list = { text: kustomization([...files.keys()]), isSecret: false };
  const fresh: string[] = [];
  try {
    makeDirectory(resolve(directory));
    const removed = listedBefore(directory).filter((name) => !files.has(name) && existsSync(pathOf(name)));
    const written = { added: [] as string[], changed: [] as string[], unchanged: [] as string[] };
    for (const [name, file] of [...files, [KUSTOMIZATION, list] as const]) {
      const state = stateOf(pathOf(name), file);
      written[state].push(name);
      if (state === 'unchanged') continue;
      fresh.push(name);
      stage(pathOf(name), file.text, file.isSecret ? 0o600 : 0o666);
    }
    for (const name of fresh.filter((name) => name !== KUSTOMIZATION)) unveil(pathOf(name));
    for (const name of removed) rmSync(pathOf(name));
    // The last one: if this run is stopped, the next one still knows what to remove.
    if (fresh.includes(KUSTOMIZATION)) unveil(pathOf(KUSTOMIZATION));
    return { ...written, removed };
  } catch (error) {
    for (const name of fresh) giveUp(pathOf(name));
    throw new FileError(`cannot write to ${directory}`, error);
  }
}

/** What is to become of a file. A Secret that others may read is written again. */
function stateOf(path: string, { text, isSecret }: File): 'added' | 'changed' | 'unchanged' {
  const present = lstatSync(path, { throwIfNoEntry: false });
  if (present === undefined) return 'added';
  if (present.isDirectory()) throw Object.assign(new Error(), { code: 'ERR_FS_EISDIR' });
  const isOpen = isSecret && (present.mode & 0o077) !== 0;
  const isSame = present.isFile() && present.size === Buffer.byteLength(text) && !isOpen;
  try {
    return isSame && readFileSync(path, 'utf8') === text ? 'unchanged' : 'changed';
  } catch {
    return 'changed';
  }
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

function kustomization(resources: readonly string[]): string {
  return `${HEADER}${emit({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources,
  })}`;
}
