import { closeSync, openSync } from 'node:fs';

import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { attach } from '../source/attach.ts';
import { readSource, type Source } from '../source/source.ts';
import { FileError } from './file-error.ts';
import { type Io, readStart } from './io.ts';
import { report } from './report/index.ts';

/** Reads a file, or standard input for `-`. */
export function readInput(file: string, io: Io): Source {
  if (file === '-') return readSource(io.stdin(), '<stdin>');
  return readSource(contentOf(file), file);
}

function contentOf(file: string): Uint8Array {
  try {
    const descriptor = openSync(file, 'r');
    try {
      return readStart(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw new FileError(`cannot read ${file}`, error);
  }
}

/** A step that reads a document's value and finds something out about it. */
type Inspection = { readonly diagnostics: readonly Diagnostic[] };

/** Runs a step on the value of a source, and returns its result with all findings placed in the file. */
export function inspect<T extends Inspection>(
  source: Source,
  step: (value: unknown) => T,
): { readonly result: T | undefined; readonly diagnostics: readonly Diagnostic[] } {
  const isUnreadable = source.value === undefined;
  const result = isUnreadable ? undefined : step(source.value);
  return { result, diagnostics: attach(result?.diagnostics ?? [], source) };
}

/** Runs a step on the document of a file, tells people all findings, and returns the result. */
export function examine<T extends Inspection>(
  file: string,
  io: Io,
  step: (value: unknown) => T,
): T | undefined {
  const source = readInput(file, io);
  const { result, diagnostics } = inspect(source, step);
  io.err(report(diagnostics, new Map([[source.file, source.text]]), { ...io, format: 'text' }));
  return result;
}
