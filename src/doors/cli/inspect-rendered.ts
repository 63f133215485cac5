import type { Diagnostic } from '../../core/findings/diagnostic.ts';
import { checkRenderedTexts, MAX_LENGTH } from '../../operate/check-rendered/check-texts.ts';
import { readSources } from '../document-text/source.ts';
import { UsageError } from './exit.ts';
import { filesIn, YAML } from './files-in.ts';
import type { Io } from './io.ts';
import type { Options } from './options.ts';
import { readText } from './read-bytes.ts';

/**
 * Checks the rendered objects of all files together. Returns what is wrong with them, and the texts that it is in.
 *
 * @throws UsageError where there is nothing to read, or an option that goes with documents alone.
 * @throws FileError where a file cannot be read: the objects in it would be missing.
 */
export function inspectRendered(
  words: readonly string[],
  { fix, kustomization }: Pick<Options, 'fix' | 'kustomization'>,
  io: Io,
): { readonly texts: ReadonlyMap<string, string>; readonly diagnostics: readonly Diagnostic[] } {
  if (fix) {
    throw new UsageError('validate --rendered has no --fix: fix what is wrong where the objects are changed');
  }
  if (kustomization !== undefined) {
    throw new UsageError(
      'validate --rendered has no -k: pipe the output of kustomize build --enable-alpha-plugins --enable-exec into it',
    );
  }
  const files = words.flatMap((word) => (word === '-' ? [word] : filesIn(word, YAML)));
  if (files.length === 0) {
    throw new UsageError(
      'validate --rendered accepts files and directories with objects, or - for standard input',
    );
  }
  const read = files.map((file) => readText(file, io, MAX_LENGTH));
  const diagnostics = checkRenderedTexts(read);
  const named = new Set(diagnostics.map(({ file }) => file));
  return {
    diagnostics,
    // The text as it can be shown. Making it is slow, so only a file with findings has one.
    texts: new Map(
      read.map(({ name, text }) => [name, named.has(name) ? (readSources(text, name)[0]?.text ?? '') : '']),
    ),
  };
}
