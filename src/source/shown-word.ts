const MAX_LENGTH = 8;
const MAX_BEGINNING = 3;

/** Returns a word of a text that is no valid one, as a sentence can show it: a long one may be a credential. */
export function shownWord(word: string): string {
  return word.length > MAX_LENGTH ? `${word.slice(0, MAX_BEGINNING)}…` : word;
}
