import { nearest } from '../../core/findings/nearest.ts';

/** Returns the end of a sentence about an unknown word: the nearest known one, if any is near. */
export function didYouMean(word: string, known: readonly string[]): string {
  const found = nearest(word, known);
  return found === undefined ? '' : `; did you mean "${found}"?`;
}
