import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { version } from '../../../core/version.ts';
import { FileError } from '../file-error.ts';
import type { Io } from '../io.ts';
import { readWhole } from '../read-bytes.ts';
import { addressOf, download, isAddress, shown } from './download.ts';
import { packageFunction } from './package-files.ts';
import { sha256 } from './sum.ts';
import type { VendoredFunction } from './write.ts';

/** Bytes. Executables of the function have some three million. */
const MAX_LENGTH = 32 << 20;
/** How long it may take to say its version. Milliseconds. */
const TIMEOUT = 60_000;

/** What Node calls the processors of Linux executables, by the numbers in these. */
const PROCESSORS: Readonly<Record<number, string>> = { 62: 'x64', 183: 'arm64' };

/**
 * Returns the native function that this package holds.
 *
 * @throws FileError where it holds the one for Node.
 */
export function nativeOfPackage(): VendoredFunction {
  const path = packageFunction();
  const content = readFileSync(path);
  if (processorOf(content) === undefined) {
    throw new FileError(
      'this package holds no native function',
      new Error(
        'give one of a release with --native FILE|URL --sha256 SUM, or build one in a checkout with `npm run build:native`, and give it with --native FILE --sha256 SUM',
      ),
    );
  }
  return ofThisVersion(content, basename(path));
}

/**
 * Returns a native function from a file or an address.
 *
 * @param sum the SHA-256 that it has to have.
 * @param ca certificates in PEM form to trust beside those that Node trusts.
 * @throws UsageError where nothing can be fetched from the address.
 * @throws FileError where the file cannot be had, has another checksum, or is not a function of this version.
 */
export async function nativeFrom(
  word: string,
  sum: string,
  ca: string | undefined,
  io: Io,
): Promise<VendoredFunction> {
  const url = isAddress(word) ? addressOf(word) : undefined;
  const content =
    url === undefined ? readWhole(word, io, MAX_LENGTH).content : await download(url, MAX_LENGTH, ca);
  const from = url === undefined ? basename(word) : shown(url);
  const actual = sha256(content);
  if (actual !== sum) {
    throw new FileError(
      `${from} is not used`,
      new Error(`its SHA-256 is ${actual}, not the one of --sha256`),
    );
  }
  if (processorOf(content) === undefined) {
    throw new FileError(`${from} is not used`, new Error('it is not an executable for Linux'));
  }
  return ofThisVersion(content, from);
}

/** The processor that an executable for Linux is made for; `undefined` for another file. */
function processorOf(content: Uint8Array): string | undefined {
  const isElf = Buffer.from('\x7fELF').equals(content.subarray(0, 4)) && content.length > 20;
  if (!isElf) return undefined;
  const number = content[18]! | (content[19]! << 8);
  return PROCESSORS[number] ?? `${number}`;
}

/** Runs an executable, if this machine can, to see that it is the function of this version. */
function ofThisVersion(content: Uint8Array, from: string): VendoredFunction {
  const own: VendoredFunction = { origin: { runtime: 'native', from }, content };
  if (process.platform !== 'linux' || process.arch !== processorOf(content)) return own;
  const folder = mkdtempSync(join(tmpdir(), 'gitlab-runner-manifests-'));
  try {
    const path = join(folder, 'function');
    writeFileSync(path, content, { mode: 0o700 });
    const { stdout, error } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: TIMEOUT });
    if (error !== undefined) throw new FileError(`cannot run ${from}`, error);
    const [, found] = /^gitlab-runner-krm (\S+) \(native/.exec(stdout) ?? [];
    if (found === version) return own;
    const reason =
      found === undefined
        ? 'it is not the function'
        : `it is of version ${found}, and the overlays are of ${version}`;
    throw new FileError(`${from} is not used`, new Error(reason));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
