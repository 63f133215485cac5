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

function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1;
      let value = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + cost);
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        value = Math.min(value, beforeLast[column - 2]! + 1);
      }
      current.push(value);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length]!;
}
