import { type Compiled, compileAll } from '../../core/compile.ts';
import type { Diagnostic } from '../../core/findings/diagnostic.ts';
import type { InputDocument } from './documents.ts';

/** The results of compiling documents, for each and together. */
export interface CompiledDocuments {
  /** The result for each document that could be read. */
  readonly compiled: readonly Compiled[];
  /** All that is wrong with each, in its place in a file. */
  readonly findings: readonly (readonly Diagnostic[])[];
}

/** Compiles documents that were read from texts and are to be in one cluster, and places the findings. */
export function compileDocuments(
  documents: readonly Pick<InputDocument, 'value' | 'scalarText' | 'placed'>[],
): CompiledDocuments {
  const readable = documents.filter(({ value }) => value !== undefined);
  const compiled = compileAll(readable.map(({ value, scalarText }) => ({ value, written: scalarText })));
  const found = new Map(readable.map((document, index) => [document, compiled[index]!.diagnostics]));
  return { compiled, findings: documents.map((document) => document.placed(found.get(document) ?? [])) };
}
