import type { Diagnostic } from '../../core/findings/diagnostic.ts';
import type { Fix } from '../../core/findings/fix.ts';
import { printable } from '../../core/findings/printable.ts';
import type { InputDocument, ReadInput } from './documents.ts';
import { inspect } from './inspect.ts';
import type { Io } from './io.ts';
import { replaceFile } from './replace-file.ts';
import { fixLine } from './report/fix-line.ts';

/** One fix may bring out another finding with a fix: a key that is renamed, and its value. */
const MAX_ROUNDS = 20;

/** Makes all fixes in the files of an input, prints each for people, and returns the documents as they then are. */
export function fixFiles(input: ReadInput, io: Io): readonly InputDocument[] {
  let { documents } = input;
  const tried = new Set<string>();
  for (let round = 0; round < MAX_ROUNDS * documents.length; round += 1) {
    const made = fixOne(documents, tried);
    if (made === undefined) break;
    for (const line of made) io.err(`${printable(line)}\n`);
    documents = input.again();
  }
  return documents;
}

/** Makes the fixes in one document of a file. Returns what was done; `undefined` where there was nothing to do. */
function fixOne(documents: readonly InputDocument[], tried: Set<string>): readonly string[] | undefined {
  const { findings } = inspect(documents);
  const places = documents.flatMap(({ files }, index) =>
    files.map((file) => ({ ...file, found: findings[index]! })),
  );
  for (const { source, path, found } of places) {
    if (path === undefined) continue;
    const own = found.filter(({ file, fix }) => file === source.file && fix !== undefined);
    const mended = source.mend(own.flatMap(({ fix }) => fix ?? []));
    // A layer above may hide what is written: then it changes nothing to write it again.
    if (mended === undefined || tried.has(mended.text)) continue;
    tried.add(mended.text);
    replaceFile(path, mended.text, source.file);
    return own.flatMap((diagnostic) => line(diagnostic, mended.edits));
  }
  return undefined;
}

function line({ fix, code, file, range }: Diagnostic, made: ReadonlyMap<Fix, unknown>): string[] {
  if (fix === undefined || !made.has(fix)) return [];
  const place = [file, range?.start.line].filter((part) => part !== undefined).join(':');
  return [`${place}: fixed ${code}: ${fixLine(fix)}`];
}
