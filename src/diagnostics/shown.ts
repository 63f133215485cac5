import type { Diagnostic } from './diagnostic.ts';

const MAX_LENGTH = 60;
/** What a URL ends with. */
export const WORD = /[^\s"'`]+/g;
/** What tokens of GitLab and GitHub begin with, as a regular expression. */
export const TOKEN_BEGINNING =
  'gl(?:rtr?|cbt|pat|dt|ptt|ft|imt|agent|oas|soat|ffct|wt)-|GR1348941|gh[oprsu]_|github_pat_';
/** A token: what it begins with, and the rest. */
const TOKEN = new RegExp(`(${TOKEN_BEGINNING})[\\w.:-]{4,}`, 'g');

/** Returns a value of the document as a sentence can show it: in one line, shortened, without a token. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (value === null) return 'nothing';
  if (typeof value === 'object') return 'a mapping';
  return typeof value === 'string' ? JSON.stringify(shortened(withoutCredentials(value))) : String(value);
}

/** Returns a text with `…` in place of what follows the first words of a token. */
export function withoutTokens(text: string): string {
  return text.replace(TOKEN, '$1…');
}

/** Returns a text without tokens and without what stands before the host of a URL, where passwords stand. */
function withoutCredentials(text: string): string {
  return withoutTokens(text).replace(WORD, (word) => {
    const user = userIn(word);
    return user === undefined ? word : `${word.slice(0, user.start)}…${word.slice(user.end)}`;
  });
}

/** Where in a word, such as a URL, stands who somebody is to its host. A sign in a password may be written as it is. */
export function userIn(word: string): { readonly start: number; readonly end: number } | undefined {
  const start = word.indexOf('//') + 2;
  const end = word.lastIndexOf('@');
  return start >= 2 && end > start ? { start, end } : undefined;
}

/**
 * Returns a finding whose sentences hold no credential, and without a suggestion that would. Its path is the user's own,
 * and stays.
 */
export function concealed({ message, suggestion, example, help, ...rest }: Diagnostic): Diagnostic {
  return {
    ...rest,
    message: withoutCredentials(message),
    ...(suggestion !== undefined && withoutCredentials(suggestion) === suggestion && { suggestion }),
    ...(example !== undefined && withoutCredentials(example) === example && { example }),
    ...(help !== undefined && { help: withoutCredentials(help) }),
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
