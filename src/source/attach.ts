import { isCredential } from '../diagnostics/credential.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { schemaOf } from '../diagnostics/schema.ts';
import { valueAt } from '../diagnostics/value-at.ts';
import { textAdvice } from '../diagnostics/wrong-type.ts';
import type { Source } from './source.ts';

/**
 * All that is wrong with a source, in file order: what its reading found, and what later checks found, with file
 * and range filled in. A value that the reading complained about is not complained about again, and what would
 * read the same at the same place comes once.
 */
export function attach(diagnostics: readonly Diagnostic[], source: Source): readonly Diagnostic[] {
  const spot = ({ path, at = 'value' }: Diagnostic): string => JSON.stringify([path, at]);
  const settled = new Set(source.problems.filter(({ path }) => path.length > 0).map(spot));

  const located = diagnostics
    .filter((diagnostic) => !settled.has(spot(diagnostic)))
    .map((diagnostic): Diagnostic => {
      const range = source.locate(diagnostic.path, diagnostic.at ?? 'value');
      return { ...asWritten(diagnostic, source), file: source.file, ...(range !== undefined && { range }) };
    });

  const seen = new Set<string>();
  return [...source.problems, ...located]
    .toSorted((a, b) => (a.range?.start.offset ?? 0) - (b.range?.start.offset ?? 0))
    .filter(({ code, message, range }) => {
      const key = JSON.stringify([code, message, range?.start.offset]);
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew;
    });
}

/** The finding with what to make of a number by how it is written: `1.20`. */
function asWritten(diagnostic: Diagnostic, source: Source): Diagnostic {
  const { code, path, at } = diagnostic;
  const value = valueAt(source.value, path);
  const isTyped = typeof value === 'number' || typeof value === 'boolean';
  const text = code === 'WRONG_TYPE' && at !== 'key' && isTyped ? source.scalarText(path) : undefined;
  const node = text === undefined ? undefined : schemaOf(path);
  return text !== undefined && node !== undefined && [node.type].flat().includes('string')
    ? retold(diagnostic, `${value}`, text, textAdvice(text, node, isCredential(path)))
    : diagnostic;
}

/** The finding about a number as it is written, which may be more than the number tells: `1.20` for 1.2. */
function retold(
  { message, suggestion: _, ...rest }: Diagnostic,
  value: string,
  written: string,
  advice: Pick<Diagnostic, 'suggestion' | 'help'>,
): Diagnostic {
  const end = ` ${value}.`;
  const shown = message.endsWith(end) ? `${message.slice(0, -end.length)} ${written}.` : message;
  return { ...rest, message: shown, ...advice };
}
