/**
 * How many letters of two words differ: inserted, removed, replaced, or swapped with the next one. Where they are more
 * than `most`, the result is some number above it.
 */
export function distance(a: string, b: string, most = Number.POSITIVE_INFINITY): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  let leastOfLast = 0;
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= b.length; column += 1) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1;
      let value = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + cost);
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        value = Math.min(value, beforeLast[column - 2]! + 1);
      }
      current.push(value);
      least = Math.min(least, value);
    }
    // Every value further down follows from one of these two rows, and is not smaller.
    if (least > most && leastOfLast > most) return least;
    leastOfLast = least;
    beforeLast = last;
    last = current;
  }
  return last[b.length]!;
}
