import type { Diagnostic } from '../diagnostics/diagnostic.ts';
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
      return { ...diagnostic, file: source.file, ...(range !== undefined && { range }) };
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
