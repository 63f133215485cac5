import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

import { isMapping } from '../../core/data/is-mapping.ts';
import { UsageError } from './exit.ts';
import { FileError } from './file-error.ts';

/** The names by which kustomize knows the file of a layer. */
const NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** A remote base may have to be fetched. */
const MAX_MILLISECONDS = 300_000;
const MAX_OUTPUT = 64 * 1024 * 1024;

/** Returns the path of the kustomization in a directory; `undefined` where there is none. */
export function kustomizationIn(directory: string): string | undefined {
  return NAMES.map((name) => join(directory, name)).find((path) => existsSync(path));
}

/** Returns what the kustomization of a directory says; nothing where there is none that can be read. */
export function readKustomization(directory: string): Readonly<Record<string, unknown>> {
  const path = kustomizationIn(directory);
  if (path === undefined) return {};
  try {
    const value: unknown = parse(readFileSync(path, 'utf8'), { logLevel: 'silent' });
    return isMapping(value) ? value : {};
  } catch {
    return {};
  }
}

/**
 * Returns what kustomize on this machine, or the one in kubectl, builds of a config layer.
 *
 * @throws UsageError where the directory is a resource layer: what it builds are objects, not documents.
 * @throws FileError where there is no kustomize, or it cannot build the directory.
 */
export function buildLayer(directory: string): string {
  const { generators } = readKustomization(directory);
  if (Array.isArray(generators) && generators.length > 0) {
    const layers = generators.filter((name): name is string => typeof name === 'string');
    const found = layers.map((name) => join(directory, name)).filter((path) => kustomizationIn(path));
    throw new UsageError(
      `${directory} is a resource layer, and -k accepts a config layer${found.length > 0 ? `: ${found.map((path) => `-k ${path}`).join(' ')}` : ''}`,
    );
  }
  // Imported, it would be loaded for every document that needs no kustomize.
  const { spawnSync } = process.getBuiltinModule('node:child_process');
  const attempt = `cannot build ${directory}`;
  for (const [program, command] of [
    ['kustomize', 'build'],
    ['kubectl', 'kustomize'],
  ] as const) {
    // The directory is after the options: one that begins with a dash is not an option.
    const { error, status, signal, stdout, stderr } = spawnSync(program, [command, '--', directory], {
      encoding: 'utf8',
      maxBuffer: MAX_OUTPUT,
      timeout: MAX_MILLISECONDS,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') continue;
    if (error !== undefined) throw new FileError(attempt, error);
    if (status !== 0)
      throw new FileError(attempt, new Error(reason(stderr) || `${program} ended with ${signal ?? status}`));
    return stdout;
  }
  throw new FileError(attempt, new Error('neither kustomize nor kubectl is on the PATH'));
}

/** What kustomize says that it fails for, without the names of its own functions before it. */
function reason(stderr: string): string {
  return stderr.trim().replace(/^Error: /, '');
}

/** Whether a directory's kustomization makes the file a part of its layer. */
export function isInLayer(file: string): boolean {
  const { resources, patches, patchesStrategicMerge } = readKustomization(dirname(file));
  const named = [resources, patches, patchesStrategicMerge]
    .flatMap((list) => (Array.isArray(list) ? list : []))
    .map((entry: unknown) => (isMapping(entry) ? entry.path : entry));
  return named.some((name) => typeof name === 'string' && join(dirname(file), name) === join(file));
}
