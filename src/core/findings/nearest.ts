import { distance } from '../data/distance.ts';

/**
 * Returns the candidate that is nearest to a word, counting inserted, removed, replaced and swapped letters;
 * `undefined` where none is near enough to be meant, `most` such changes away. Case and separators do not count.
 * Only those that are near are asked whether they are fit.
 */
export function nearest(
  word: string,
  candidates: Iterable<string>,
  most = Math.min(3, Math.ceil(letters(word).length / 3)),
  isFit: (candidate: string) => boolean = () => true,
): string | undefined {
  const wanted = letters(word);
  let best: string | undefined;
  let bestDistance = most + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > 8) continue;
    const own = letters(candidate);
    // Words are as far from each other as their lengths at least.
    if (Math.abs(own.length - wanted.length) >= bestDistance) continue;
    const found = distance(wanted, own, bestDistance - 1);
    if (found < bestDistance && isFit(candidate)) {
      best = candidate;
      bestDistance = found;
    }
  }
  return best;
}

/**
 * Whether a word is surely one of the candidates, with one slip in it: other case or separators, or one letter inserted,
 * removed, replaced or swapped, which makes it near to no other.
 */
export function isSlipOf(word: string, candidate: string, candidates: readonly string[]): boolean {
  const wanted = letters(word);
  const within = (slips: number): boolean => {
    const near = candidates.filter((other) => {
      const own = letters(other);
      return Math.abs(own.length - wanted.length) <= slips && distance(wanted, own, slips) <= slips;
    });
    return near.length === 1 && near[0] === candidate;
  };
  return within(0) || (wanted.length >= MIN_LENGTH && within(1));
}

/** In shorter words, another letter often makes another word. */
const MIN_LENGTH = 4;

/** A word without case, dashes and underscores. */
export function letters(word: string): string {
  return word.slice(0, 64).toLowerCase().replace(/[-_]/g, '');
}

/** The same in the singular. */
export function fold(word: string): string {
  return letters(word).replace(/s$/, '');
}
