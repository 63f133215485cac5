import { lstatSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { counted } from '../../../core/data/counted.ts';
import { printable } from '../../../core/findings/printable.ts';
import { version } from '../../../core/version.ts';
import { authorityIn } from '../authority.ts';
import { EXIT, type ExitCode, UsageError } from '../exit.ts';
import { FileError } from '../file-error.ts';
import { missingGuard } from '../guard.ts';
import type { Io } from '../io.ts';
import type { Options } from '../options.ts';
import { report } from '../report/index.ts';
import { say } from '../say.ts';
import { sayWritten } from '../say-written.ts';
import { differences } from '../vendor/check.ts';
import { ignoredByGit, plainInGit } from '../vendor/in-git.ts';
import { around, kustomizationsIn } from '../vendor/kustomizations.ts';
import { kindOf, look } from '../vendor/look.ts';
import { nativeFrom, nativeOfPackage } from '../vendor/native-function.ts';
import { FUNCTION, nodeFunction } from '../vendor/package-files.ts';
import { PIN, type Pin, readPin } from '../vendor/pin.ts';
import { type VendoredFunction, writeVendored } from '../vendor/write.ts';

/** Writes what a repository needs to build by itself into a directory, or says what of it is not as it should be. */
export async function vendor(words: readonly string[], options: Options, io: Io): Promise<ExitCode> {
  try {
    return await vendorOrCheck(words, options, io);
  } catch (error) {
    // Something there that may not be read, or a name that is too long.
    const { syscall, path } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new FileError(`cannot read ${path ?? words[0]}`, error);
  }
}

async function vendorOrCheck(words: readonly string[], options: Options, io: Io): Promise<ExitCode> {
  const directory = directoryOf(words, options);
  const sum = sumOf(options);
  const pin = readPin(directory);
  if (options.check) return check(directory, pin, sum, io);

  const own = await functionOf(directory, options, sum, pin, io);
  const outcome = writeVendored(directory, own, pin);
  if ('obstacles' in outcome) {
    for (const obstacle of outcome.obstacles) say(obstacle, io);
    throw new FileError(
      `cannot write to ${directory}`,
      new Error(
        `${counted(outcome.obstacles.length, 'file')} in the way. Put back what was changed, or remove it, and run vendor again; changes belong into a layer of your own`,
      ),
    );
  }
  const { written } = outcome;
  sayWritten(written, directory, io);
  if (own.origin.runtime === 'node' && [...written.added, ...written.changed].includes(FUNCTION)) {
    say('the function needs Node where kustomize runs; --native writes one that does not', io);
  }
  const paths = [...written.added, ...written.changed, ...written.unchanged];
  for (const line of ignoredByGit(directory, paths)) say(line, io);
  return EXIT.done;
}

function directoryOf(words: readonly string[], { native, check, 'ca-file': ca }: Options): string {
  const [directory, ...more] = words;
  if (directory === undefined && typeof native === 'string') {
    throw new UsageError(`vendor needs a directory before --native: vendor ${native} --native`);
  }
  if (directory === undefined || more.length > 0) throw new UsageError('vendor needs one directory');
  if (directory === '') throw new UsageError('vendor needs a directory, and the text is empty');
  if (check && (native !== undefined || ca !== undefined)) {
    throw new UsageError('vendor --check goes with --sha256 alone: it reads what is there');
  }
  const status = lstatSync(resolve(directory), { throwIfNoEntry: false });
  if (status !== undefined && !status.isDirectory()) {
    throw new UsageError(`${directory} is ${kindOf(status)}: name a directory`);
  }
  return directory;
}

/** The checksum of `--sha256`, which goes with a function from elsewhere. */
function sumOf({ native, check, sha256 }: Options): string | undefined {
  if (typeof native === 'string' && sha256 === undefined) {
    throw new UsageError(
      `--native ${native} needs --sha256: the checksum that the release says the file has`,
    );
  }
  if (sha256 === undefined) return undefined;
  if (typeof native !== 'string' && !check) {
    throw new UsageError('--sha256 goes with --native FILE|URL, or with --check');
  }
  const sum = sha256.toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(sum)) {
    throw new UsageError('--sha256 needs 64 hexadecimal digits, as sha256sum prints them');
  }
  return sum;
}

async function functionOf(
  directory: string,
  { native, 'ca-file': ca }: Options,
  sum: string | undefined,
  pin: Pin | undefined,
  io: Io,
): Promise<VendoredFunction> {
  if (native === true) return nativeOfPackage();
  if (native !== undefined) return await nativeFrom(native, sum!, authorityIn(ca, io), io);
  return kept(directory, pin) ?? { origin: { runtime: 'node' }, content: nodeFunction() };
}

/** The native function that is there, if it is to stay: what runs without Node is not to need it by mistake. */
function kept(directory: string, pin: Pin | undefined): VendoredFunction | undefined {
  if (pin?.function.runtime !== 'native') return undefined;
  const found = look(directory, FUNCTION);
  const path = join(directory, FUNCTION);
  // What was changed is in the way of any function.
  if (found !== undefined && ('obstacle' in found || found.sum !== pin.files.get(FUNCTION))) return undefined;
  if (found !== undefined && pin.version === version) {
    return { origin: pin.function, content: readFileSync(path) };
  }
  const reason =
    found === undefined
      ? `${path}, a native function, is missing`
      : `${path} is the native function of version ${pin.version}, and this is ${version}`;
  throw new UsageError(
    `${reason}: add --native, or --native FILE|URL --sha256 SUM with the checksum of a release. To use the one for Node instead, remove ${directory}, and run vendor again`,
  );
}

/** Reports everything that is not as it should be, in the directory and in the layers around it. */
function check(directory: string, pin: Pin | undefined, sum: string | undefined, io: Io): ExitCode {
  if (pin === undefined) {
    throw new FileError(`cannot read ${join(directory, PIN)}`, new Error('vendor has written nothing there'));
  }
  const lines = [
    ...differences(directory, pin, sum),
    ...ignoredByGit(directory, [...pin.files.keys(), PIN]),
    ...plainInGit(directory, pin),
  ];
  for (const line of lines) say(line, io);
  if (pin.function.runtime === 'native' && sum === undefined) {
    const list = join(directory, PIN);
    say(
      `the native function is compared with ${list} alone: --sha256 SUM compares it with the checksum of a release`,
      io,
    );
  }
  const searched = around(directory);
  const findings = kustomizationsIn(searched).flatMap(missingGuard);
  const texts = new Map(findings.map(({ file, text }) => [file, text]));
  io.err(
    report(
      findings.map(({ diagnostic }) => diagnostic),
      texts,
      'text',
      io,
    ),
  );
  if (lines.length + findings.length > 0) return EXIT.errors;
  io.err(`${printable(directory)}: no problems found in it, and in the layers of ${printable(searched)}\n`);
  return EXIT.done;
}
