import { MORE_CHECKS } from '../../core/document/findings/more-checks.ts';
import { MAX_PROBLEMS } from '../../core/document/limits.ts';
import type { Diagnostic, TextEdit } from '../../core/findings/diagnostic.ts';
import type { Fix } from '../../core/findings/fix.ts';
import type { Source } from './source.ts';

/**
 * All that is wrong with a source, in file order: what its reading found, and what later checks found, with file
 * and range filled in, and with what a fix edits: one that the text has no place for is left out. A value that the
 * reading complained about is not complained about again, and what would read the same at the same place comes once.
 * That more checks follow comes last: it has no place.
 */
export function attach(diagnostics: readonly Diagnostic[], source: Source): readonly Diagnostic[] {
  const spot = ({ path, at = 'value' }: Diagnostic): string => JSON.stringify([path, at]);
  const settled = new Set(source.problems.filter(({ path }) => path.length > 0).map(spot));

  const located = diagnostics
    .filter((diagnostic) => !settled.has(spot(diagnostic)))
    .map((diagnostic): Diagnostic => {
      const range = isLast(diagnostic) ? undefined : source.locate(diagnostic.path, diagnostic.at ?? 'value');
      return { ...diagnostic, file: source.file, ...(range !== undefined && { range }) };
    });

  const seen = new Set<string>();
  const all = [...source.problems, ...located]
    .toSorted((a, b) => offsetOf(a) - offsetOf(b))
    .filter(({ code, message, range }) => {
      const key = JSON.stringify([code, message, range?.start.offset]);
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew;
    });
  const edits = editsOf(
    all.flatMap(({ fix }) => fix ?? []),
    source,
  );
  return all.map(({ fix, ...rest }) => {
    if (fix === undefined || !edits.has(fix)) return rest;
    const own = edits.get(fix);
    return { ...rest, fix, ...(own !== undefined && { edits: own }) };
  });
}

function isLast({ code }: Diagnostic): boolean {
  return code === MORE_CHECKS.code;
}

function offsetOf(diagnostic: Diagnostic): number {
  return isLast(diagnostic) ? Number.MAX_SAFE_INTEGER : (diagnostic.range?.start.offset ?? 0);
}

/** Each reads the text again. */
const MAX_ROUNDS = 5;

/** What each fix edits by itself. Those that exclude each other are tried one after the other. */
function editsOf(fixes: readonly Fix[], source: Source): ReadonlyMap<Fix, readonly TextEdit[] | undefined> {
  const found = new Map<Fix, readonly TextEdit[] | undefined>();
  let left = fixes.slice(0, MAX_PROBLEMS);
  for (let round = 0; round < MAX_ROUNDS && left.length > 0; round += 1) {
    const mended = source.mend(left);
    if (mended === undefined) break;
    for (const [fix, edits] of mended.edits) found.set(fix, edits);
    left = left.filter((fix) => !found.has(fix));
  }
  return found;
}
