import { lstatSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

import { isMapping } from '../../../core/data/is-mapping.ts';
import { FileError } from '../file-error.ts';
import { jsonFile } from '../manifest-files.ts';

/** The file that says what is vendored. */
export const PIN = 'vendor.json';

/** Which function is vendored; of a native one the name of its file, or its address. */
export type FunctionOrigin =
  | { readonly runtime: 'node' }
  | { readonly runtime: 'native'; readonly from: string };

/** What a directory holds of which version of this package. */
export interface Pin {
  readonly version: string;
  readonly function: FunctionOrigin;
  /** The SHA-256 of each file, by its path below the directory, in the order of the paths. */
  readonly files: ReadonlyMap<string, string>;
  /** Which of them are executable. */
  readonly executables: readonly string[];
}

const NAME = 'gitlab-runner-manifests';
/** Bytes. What this package writes has a hundredth of it. */
const MAX_LENGTH = 1 << 20;
/** A file in one of the folders that are vendored: no part of the path leads up, or is hidden. */
const PATH = /^(?:kustomize-plugin|overlays|schemas)(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/;
const SUM = /^[0-9a-f]{64}$/;

/** Returns the text of the file: always the same for the same content. */
export function pinText({ version, function: origin, files, executables }: Pin): string {
  return jsonFile({
    package: NAME,
    version,
    function: origin,
    executables,
    files: Object.fromEntries(files),
  });
}

/**
 * Returns what a directory's file says; `undefined` where there is none.
 *
 * @throws FileError where the file is one of somebody else, or names paths that are never vendored.
 */
export function readPin(directory: string): Pin | undefined {
  const path = join(directory, PIN);
  try {
    const status = lstatSync(path, { throwIfNoEntry: false });
    if (status === undefined) return undefined;
    if (!status.isFile()) throw new Error('it is not a regular file');
    if (status.size > MAX_LENGTH) throw Object.assign(new Error(), { code: 'EFBIG' });
    const pin = pinOf(JSON.parse(readFileSync(path, 'utf8')) as unknown);
    if (pin === undefined) throw new Error();
    return pin;
  } catch (error) {
    const isForeign = error instanceof SyntaxError || (error as Error).message === '';
    throw new FileError(
      `cannot read ${path}`,
      isForeign ? new Error('it is not as vendor writes it: restore it, or take another directory') : error,
    );
  }
}

/** Whether a file is one that a list in a directory above it names. */
export function isVendored(path: string): boolean {
  const file = resolve(path);
  for (let at = dirname(file); ; at = dirname(at)) {
    try {
      const name = relative(at, file).replaceAll('\\', '/');
      if (readPin(at)?.files.has(name)) return true;
    } catch {
      // A list of somebody else.
    }
    if (dirname(at) === at) return false;
  }
}

function pinOf(value: unknown): Pin | undefined {
  if (!isMapping(value) || value.package !== NAME || typeof value.version !== 'string') return undefined;
  const { version, function: given, executables } = value;
  const origin = originOf(given);
  if (origin === undefined || !isMapping(value.files) || !Array.isArray(executables)) return undefined;
  const files = Object.entries(value.files);
  const isGood = files.every(([path, sum]) => PATH.test(path) && typeof sum === 'string' && SUM.test(sum));
  const sums = new Map(files as [string, string][]);
  if (!isGood || !executables.every((path) => sums.has(path as string))) return undefined;
  return { version, function: origin, files: sums, executables: executables as string[] };
}

function originOf(value: unknown): FunctionOrigin | undefined {
  if (!isMapping(value)) return undefined;
  const { runtime, from } = value;
  if (runtime === 'node') return { runtime };
  return runtime === 'native' && typeof from === 'string' ? { runtime, from } : undefined;
}
