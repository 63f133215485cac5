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
  const { name, content } = readBytes(file, io);
  return readSource(content, name);
}

/**
 * Returns the content of a file, or of standard input for `-`, and what it is called in a report. Of what is longer than a
 * document may be, or than `most` bytes, it has one byte more.
 */
export function readBytes(file: string, io: Io, most?: number): { name: string; content: Uint8Array } {
  if (file === '-') return { name: STDIN, content: io.stdin(most) };
  const name = maskedName(file);
  try {
    const descriptor = openSync(file, 'r');
    try {
      return { name, content: readStart(descriptor, most) };
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
