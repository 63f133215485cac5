import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { printable } from '../diagnostics/printable.ts';
import { readSource, type Source } from '../source/source.ts';
import { inspect, readInput } from './input.ts';
import type { Io } from './io.ts';
import { replaceFile } from './replace-file.ts';
import { fixLine } from './report/fix-line.ts';

/** One fix may bring out another finding with a fix: a key that is renamed, and its value. */
const MAX_ROUNDS = 20;

/** Makes all fixes in a file, tells people which, and returns what the file then says. */
export function fixFile(file: string, io: Io): Source {
  let source = readInput(file, io);
  let text: string | undefined;
  const made: string[] = [];
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const { diagnostics } = inspect(source);
    const mended = source.mend(diagnostics.flatMap(({ fix }) => fix ?? []));
    if (mended === undefined) break;
    made.push(...diagnostics.flatMap((diagnostic) => line(diagnostic, mended.edits)));
    text = mended.text;
    source = readSource(text, source.file);
  }
  if (text !== undefined) replaceFile(file, text, source.file);
  for (const each of made) io.err(`${printable(each)}\n`);
  return source;
}

function line({ fix, code, file, range }: Diagnostic, made: ReadonlyMap<object, unknown>): string[] {
  if (fix === undefined || !made.has(fix)) return [];
  const place = [file, range?.start.line].filter((part) => part !== undefined).join(':');
  return [`${place}: fixed ${code}: ${fixLine(fix)}`];
}
