import type { Compiled } from '../../core/compile.ts';
import { hasErrors } from '../../core/findings/diagnostic.ts';
import { type CompiledDocuments, compileDocuments } from './compile-documents.ts';
import { type InputDocument, inputsOf } from './documents.ts';
import type { Io } from './io.ts';
import type { Options } from './options.ts';
import { report } from './report/index.ts';

/** The results of compiling documents, and what reports show of them. */
export interface Inspected extends CompiledDocuments {
  /** The texts of the files that the findings are in. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Compiles documents, which are to be in one cluster, and places the findings. */
export function inspect(documents: readonly InputDocument[]): Inspected {
  const { compiled, findings } = compileDocuments(documents);
  const named = new Set(findings.flat().map(({ file }) => file));
  const sources = documents.flatMap(({ files }) => files.map(({ source }) => source));
  const shown = sources.filter(({ file }) => named.has(file));
  return { compiled, findings, texts: new Map(shown.map(({ file, text }) => [file, text])) };
}

/** A document without errors, and its results. */
export type Examined = Extract<Compiled, { readonly ok: true }> & {
  /** How a command line names it: a file, `-`, or `-k DIR`. */
  readonly argument: string;
};

/**
 * Compiles all documents that a command was given, and prints the findings for people: all of them, or only those in
 * documents with errors, where the command is `about` something else than the documents. Returns the results of each
 * document; nothing where one has errors.
 */
export function examine(
  command: string,
  words: readonly string[],
  options: Pick<Options, 'kustomization'>,
  io: Io,
  about: 'documents' | 'others' = 'documents',
): readonly Examined[] | undefined {
  const documents = inputsOf(command, words, options, io).flatMap((input) => {
    if ('error' in input) throw input.error;
    return input.documents;
  });
  const { compiled, findings, texts } = inspect(documents);
  const diagnostics = findings.flat();
  const good = compiled.flatMap((one, index) =>
    one.ok ? [{ ...one, argument: documents[index]!.argument }] : [],
  );
  const isGood = !hasErrors(diagnostics) && good.length === documents.length;
  if (about === 'documents' || !isGood) io.err(report(diagnostics, texts, 'text', io));
  return isGood ? good : undefined;
}
