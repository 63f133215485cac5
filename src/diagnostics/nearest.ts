import { distance } from '../data/distance.ts';

/**
 * Returns the candidate that is nearest to a word, counting inserted, removed, replaced and swapped letters;
 * `undefined` where none is near enough to be meant, `most` such changes away. Case and separators do not count.
 */
export function nearest(
  word: string,
  candidates: Iterable<string>,
  most = Math.min(3, Math.ceil(letters(word).length / 3)),
): string | undefined {
  const wanted = letters(word);
  let best: string | undefined;
  let bestDistance = most + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > 8) continue;
    const found = distance(wanted, letters(candidate));
    if (found < bestDistance) {
      best = candidate;
      bestDistance = found;
    }
  }
  return best;
}

/** A word without case, dashes and underscores. */
export function letters(word: string): string {
  return word.slice(0, 64).toLowerCase().replace(/[-_]/g, '');
}

/** The same in the singular. */
export function fold(word: string): string {
  return letters(word).replace(/s$/, '');
}
