import { masked } from './mask.ts';

/** A longer word may be a credential, of which the beginning is shown. */
const MAX_WORD = 7;
const MAX_BEGINNING = 3;

/** Returns a word of a text that cannot be read as a sentence can show it: whatever it is, it may be a credential. */
export function beginning(word: string): string {
  return word.length > MAX_WORD ? `${word.slice(0, MAX_BEGINNING)}…` : word;
}

/** Returns what a parser says without the tag or the alias that it names: a text that lacks its quotes may be either. */
export function withoutNames(message: string): string {
  const start = message.search(/[<"]/);
  const end = Math.max(message.lastIndexOf('>'), message.lastIndexOf('"'));
  return masked(
    start < 0 ? message : `${message.slice(0, start + 1)}…${message.slice(Math.max(start + 1, end))}`,
  );
}
