import { expandsVariables } from '../formats/variables.ts';
import { anyOf, type Cel, matches, oneOf } from './cel.ts';

/** `$NAME`, `${NAME}`, and a dollar sign that begins no variable. */
const VARIABLE = /\$(?:\w+|\{[^}]*\}|\$)?/g;

/**
 * Returns what is true for a text that is one of several, in which variables of the job may have any value. Go expands
 * `$NAME` and `${NAME}`.
 */
export function namedBy(subject: Cel, texts: readonly string[]): Cel {
  const fixed = texts.filter((text) => !expandsVariables(text));
  const patterns = texts.filter(expandsVariables).map((text) => matches(subject, `^${patternOf(text)}$`));
  return anyOf([oneOf(subject, fixed), ...patterns]);
}

/** Returns a regular expression (RE2) for what a text with variables may expand to. */
export function patternOf(text: string): string {
  return text.split(VARIABLE).map(quoted).join('(?s:.*)');
}

/** Returns a regular expression for a text itself. */
export function quoted(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** Returns a text as messages show it. */
export function wordsOfText(text: string): string {
  return `"${text}"`;
}
