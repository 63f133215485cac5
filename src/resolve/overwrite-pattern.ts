/** One character, an escaped one or a class, and how often it comes. */
const ATOM = '(?:(?:[-a-z0-9]|\\\\[-.]|\\.|\\[\\^?[-a-z0-9]+\\])[*+?]?)';
/** A row of them, or several in one pair of brackets. */
const SIMPLE = new RegExp(`^\\^?(?:\\((?:\\?:)?${ATOM}*(?:\\|${ATOM}*)*\\)|${ATOM}*)\\$?$`);
const MAX_REPETITIONS = 4;

/**
 * Whether a job may choose a name, where the key for it holds a pattern: the runner looks for it anywhere in the
 * name. A pattern that could take long to try, or that JavaScript reads otherwise than Go or not at all, counts as
 * matching.
 */
export function mayChoose(pattern: string | undefined, name: string): boolean {
  if (!pattern) return false;
  const repetitions = pattern.replace('(?:', '').match(/[*+?]/g) ?? [];
  return !SIMPLE.test(pattern) || repetitions.length > MAX_REPETITIONS || matches(pattern, name);
}

function matches(pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern).test(name);
  } catch {
    return true;
  }
}
