import type { Span } from '../data/span.ts';
import { VARIABLE_NAME } from './variable-name.ts';

/** What ends the port of a URL, which is no password though it stands behind a colon too. */
const PORT = '\\d{1,5}(?:[^\\w.%@!~+*:-]|$)';
/** Nothing but variables. */
const VARIABLES = `(?:\\$(?:${VARIABLE_NAME}|\\{[^}\\s]*\\}|\\([^)\\s]*\\)))+[@/?#]`;

/**
 * A user name, a password that is no variable, and `@`. A password may hold signs that a URL has to escape. None is the
 * port of a host, an address in brackets, nor the tag of an image with its digest.
 */
const LOGIN = new RegExp(
  `://(?!\\[[\\dA-Fa-f:.]*\\])[^\\s/@:?#]*:(?!${PORT}|${VARIABLES})\\S{1,512}?@(?!sha\\d+:)`,
);

/**
 * Whether a text can only hold a login: a URL with a password. This has to be right where it says so, since a document
 * is refused for it, or its config.toml becomes a Secret: a name alone is no credential, nor is a variable.
 */
export function holdsLogin(text: string): boolean {
  return text.includes('@') && LOGIN.test(text);
}

/** What may be one URL: none goes on behind a blank. */
const WORD = /[^\s]+/g;
/** What an image goes on with behind its tag. */
const DIGEST = /@sha\d+:[^@]*$/;

/**
 * Returns where a text may hold a login: whatever stands before the host of a URL, be it without its slashes or its scheme.
 * This must not miss one, and costs no more than a few stars where it is wrong: a name alone may be a token, and a sign in
 * a password may be written as it is.
 */
export function loginsIn(text: string): Span[] {
  if (!text.includes('@')) return [];
  return Array.from(text.matchAll(WORD)).flatMap(({ index, 0: word }) => {
    const slashes = word.indexOf('//');
    const start = slashes >= 0 ? slashes + 2 : word.indexOf(':') + 1;
    const end = word.lastIndexOf('@');
    const isLogin = start > 0 && end > start && (slashes >= 0 || !DIGEST.test(word));
    return isLogin ? [{ start: index + start, end: index + end }] : [];
  });
}
