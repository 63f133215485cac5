import { onDemand } from '../data/on-demand.ts';
import type { Span } from '../data/span.ts';
import { VARIABLE_NAME } from './variable-name.ts';

/** What ends the port of a URL, which is not a password though it follows a colon too. */
const PORT = '\\d{1,5}(?:[^\\w.%@!~+*:-]|$)';
/** Nothing but variables. */
const VARIABLES = `(?:\\$(?:${VARIABLE_NAME}|\\{[^}\\s]*\\}|\\([^)\\s]*\\)))+[@/?#]`;

/**
 * A user name, a password that is not a variable, and `@`. A password may hold signs that a URL has to escape. It is
 * not the port of a host, an address in brackets, or the tag of an image with its digest.
 */
const login = onDemand(
  () =>
    new RegExp(`://(?!\\[[\\dA-Fa-f:.]*\\])[^\\s/@:?#]*:(?!${PORT}|${VARIABLES})\\S{1,512}?@(?!sha\\d+:)`),
);

/**
 * Whether a text can only hold a login: a URL with a password. This has to be right where it says so, since a document
 * is refused for it, or its config.toml becomes a Secret: a name alone is not a credential, nor is a variable.
 */
export function holdsLogin(text: string): boolean {
  return text.includes('@') && login().test(text);
}

/** What may be one URL: a blank ends it. */
const WORD = /[^\s]+/g;
/** What may follow the tag of an image. */
const DIGEST = /@sha\d+:[^@]*$/;

/**
 * Returns where a text may hold a login: whatever is before the host of a URL, even of one without slashes or scheme.
 * This must not miss one, and costs no more than a few stars where it is wrong: a name alone may be a token, and a sign
 * in a password may be written as it is.
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
