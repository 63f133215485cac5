import { closeSync, openSync } from 'node:fs';

import { type Compiled, compile } from '../compile.ts';
import { maskedName } from '../credentials/mask.ts';
import { type Diagnostic, hasErrors } from '../diagnostics/diagnostic.ts';
import { attach } from '../source/attach.ts';
import { readSource, type Source } from '../source/source.ts';
import { FileError } from './file-error.ts';
import { type Io, readStart, STDIN } from './io.ts';
import { report } from './report/index.ts';

/** Reads a file, or standard input for `-`. */
export function readInput(file: string, io: Io): Source {
  if (file === '-') return readSource(io.stdin(), STDIN);
  const name = maskedName(file);
  return readSource(contentOf(file, name), name);
}

function contentOf(file: string, name: string): Uint8Array {
  try {
    const descriptor = openSync(file, 'r');
    try {
      return readStart(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw new FileError(`cannot read ${name}`, error);
  }
}

/** Compiles what a source says, and returns the result with all findings placed in the file. */
export function inspect(source: Source): {
  readonly compiled: Compiled | undefined;
  readonly diagnostics: readonly Diagnostic[];
} {
  const compiled = source.value === undefined ? undefined : compile(source.value, source.scalarText);
  return { compiled, diagnostics: attach(compiled?.diagnostics ?? [], source) };
}

/** Compiles the document of a file, and tells people all findings. Returns what it came to; nothing where it has errors. */
export function examine(file: string, io: Io): Extract<Compiled, { readonly ok: true }> | undefined {
  const source = readInput(file, io);
  const { compiled, diagnostics } = inspect(source);
  io.err(report(diagnostics, new Map([[source.file, source.text]]), { ...io, format: 'text' }));
  return compiled?.ok && !hasErrors(diagnostics) ? compiled : undefined;
}
