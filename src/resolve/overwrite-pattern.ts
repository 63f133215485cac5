/** One character, an escaped one or a class, and how often it comes. */
const ATOM = '(?:(?:[-a-z0-9]|\\\\[-.]|\\.|\\[\\^?[-a-z0-9]+\\])[*+?]?)';
/** A row of them, or several in one pair of brackets. */
const SIMPLE = new RegExp(`^\\^?(?:\\((?:\\?:)?${ATOM}*(?:\\|${ATOM}*)*\\)|${ATOM}*)\\$?$`);
const MAX_REPETITIONS = 4;

/**
 * Returns whether a job may choose a name, where the key for it holds this pattern: the runner looks for it anywhere in
 * the name. A pattern that could take long to try, or that JavaScript reads otherwise than Go or not at all, counts as
 * matching.
 */
export function choice(pattern: string | undefined): (name: string) => boolean {
  if (!pattern) return () => false;
  const repetitions = pattern.replace('(?:', '').match(/[*+?]/g) ?? [];
  if (!SIMPLE.test(pattern) || repetitions.length > MAX_REPETITIONS) return () => true;
  const expression = compiled(pattern);
  return (name) => expression?.test(name) ?? true;
}

function compiled(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern);
  } catch {
    return undefined;
  }
}
