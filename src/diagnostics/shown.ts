import type { Diagnostic } from './diagnostic.ts';

const MAX_LENGTH = 60;
/** A token of GitLab: the words that such tokens begin with, and the rest. */
const TOKEN = /(gl(?:rtr?|cbt|pat|dt|ptt|ft|imt|agent|oas|soat|ffct|wt)-|GR1348941)[\w.:-]{4,}/g;

/** Returns a value of the document as a sentence can show it: in one line, shortened, without a token. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (value === null) return 'nothing';
  if (typeof value === 'object') return 'a mapping';
  return typeof value === 'string' ? JSON.stringify(shortened(withoutTokens(value))) : String(value);
}

/** Returns a text with `…` in place of what follows the first words of a token. */
export function withoutTokens(text: string): string {
  return text.replace(TOKEN, '$1…');
}

/**
 * Returns a finding whose sentences hold no token, and without a suggestion that would. Its path is the user's own,
 * and stays.
 */
export function concealed({ message, suggestion, example, help, ...rest }: Diagnostic): Diagnostic {
  return {
    ...rest,
    message: withoutTokens(message),
    ...(suggestion !== undefined && withoutTokens(suggestion) === suggestion && { suggestion }),
    ...(example !== undefined && withoutTokens(example) === example && { example }),
    ...(help !== undefined && { help: withoutTokens(help) }),
  };
}

function shortened(text: string): string {
  const characters = [...text.slice(0, 2 * MAX_LENGTH)];
  return characters.length > MAX_LENGTH || text.length > 2 * MAX_LENGTH
    ? `${characters.slice(0, MAX_LENGTH).join('')}…`
    : text;
}

/** Returns a text up to the end of its first sentence. */
export function firstSentence(text: string): string {
  const end = /[.:](?=\s[A-Z`])/.exec(text)?.index;
  return end === undefined ? text : `${text.slice(0, end)}.`;
}
