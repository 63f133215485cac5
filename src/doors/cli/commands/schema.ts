import { readFileSync } from 'node:fs';

import { EXIT, type ExitCode, UsageError } from '../exit.ts';
import { FileError } from '../file-error.ts';
import type { Io } from '../io.ts';
import type { Options } from '../options.ts';
import { inPackage } from '../package.ts';

/** Prints the JSON Schema of a document, or of a part that kustomize merges into one. */
export function schema(words: readonly string[], options: Options, io: Io): ExitCode {
  if (words.length > 0)
    throw new UsageError('schema accepts no arguments: it prints the schema of every document');
  const name = options.patch === true ? 'gitlab-runner-patch.schema.json' : 'gitlab-runner.schema.json';
  io.out(read(name));
  return EXIT.done;
}

function read(name: string): string {
  try {
    return readFileSync(inPackage(`schemas/${name}`), 'utf8');
  } catch (error) {
    throw new FileError(`cannot read ${name} of this package`, error);
  }
}
