import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { checkRenderedTexts, MAX_LENGTH, type RenderedText } from '../rendered/check-texts.ts';
import { readSource } from '../source/source.ts';
import { FileError } from './file-error.ts';
import { readBytes } from './input.ts';
import type { Io } from './io.ts';

/** Files of a directory that may hold objects. */
const NAMES = /\.(?:ya?ml|json)$/;

/**
 * Checks the rendered objects of all files together. Returns what is wrong with them, and the texts as they can be shown.
 *
 * @throws FileError where a file cannot be read.
 */
export function inspectRendered(
  words: readonly string[],
  io: Io,
): { readonly texts: ReadonlyMap<string, string>; readonly diagnostics: readonly Diagnostic[] } {
  const read = words.flatMap(filesOf).map((file) => textOf(file, io));
  const diagnostics = checkRenderedTexts(read);
  const named = new Set(diagnostics.map(({ file }) => file));
  return {
    diagnostics,
    texts: new Map(read.map(({ name, text }) => [name, named.has(name) ? concealed(text) : ''])),
  };
}

function filesOf(word: string): readonly string[] {
  if (word === '-') return [word];
  try {
    if (!statSync(word).isDirectory()) return [word];
    return readdirSync(word, { recursive: true, encoding: 'utf8' })
      .filter((name) => NAMES.test(name))
      .toSorted()
      .map((name) => join(word, name));
  } catch (error) {
    throw new FileError(`cannot read ${word}`, error);
  }
}

function textOf(file: string, io: Io): RenderedText {
  const { name, content } = readBytes(file, io, MAX_LENGTH);
  if (content.length > MAX_LENGTH) throw new FileError(`cannot read ${name}`, { code: 'EFBIG' });
  return { name, text: new TextDecoder('utf-8').decode(content) };
}

/** A text with stars in place of the credentials of its documents, each where it was. */
function concealed(text: string): string {
  return text
    .split(/^(?=---(?:[ \t]|$))/m)
    .map((document) => {
      const [, mark, rest = ''] = /^(---[^\r\n]*(?:\r?\n|$))?([\s\S]*)$/.exec(document) ?? [];
      return `${mark ?? ''}${rest === '' ? '' : readSource(rest, '').text}`;
    })
    .join('');
}
