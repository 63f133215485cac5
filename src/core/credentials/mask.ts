import type { Span } from '../data/span.ts';
import { loginsIn } from './logins.ts';
import { namedIn } from './names.ts';
import { privateKeysIn } from './private-keys.ts';
import { holdsOtherToken, holdsRunnerToken, mayHoldToken, token } from './tokens.ts';

/** A part of a text that nobody is to see. */
export interface Secret extends Span {
  /** What of the part may still be shown: how a token begins. */
  readonly shown: string;
}

/** Returns the credentials in a text that are known by their form: tokens, private keys, logins in a URL. */
export function secretsIn(text: string): Secret[] {
  const tokens = mayHoldToken(text)
    ? Array.from(text.matchAll(token()), ({ index, 0: { length }, groups }) => ({
        start: index,
        end: index + length,
        shown: groups!.begins!,
      }))
    : [];
  const others = [...loginsIn(text), ...privateKeysIn(text)].map((span) => ({ ...span, shown: '' }));
  return [...tokens, ...others];
}

/** Returns what of a text may be a credential whatever its place: by its form, or below a name in it. */
export function looks(text: string): readonly Secret[] {
  return [...secretsIn(text), ...namedIn(text).map(({ start, end }) => ({ start, end, shown: '' }))];
}

/** Returns a text with the rest of it between the parts that `hide` writes in place of secrets. */
export function replaced(
  text: string,
  secrets: readonly Secret[],
  hide: (part: string, secret: Secret) => string,
): string {
  let result = '';
  let at = 0;
  for (const secret of secrets.toSorted((a, b) => a.start - b.start)) {
    const start = Math.max(at, secret.start);
    if (secret.end <= start) continue;
    result += text.slice(at, start) + hide(text.slice(start, secret.end), secret);
    at = secret.end;
  }
  return result + text.slice(at);
}

/** Returns a text with `…` in place of its credentials; the beginning of a token stays. */
export function masked(text: string): string {
  const secrets = looks(text);
  return secrets.length === 0 ? text : replaced(text, secrets, (_, { shown }) => `${shown}…`);
}

/** Whether a text can be shown as it is: nothing of it is a credential. */
export function isOpen(text: string): boolean {
  return masked(text) === text;
}

/**
 * Returns a text that people look things up by, such as the name of a file, without the tokens that are in it. What only
 * begins like one stays: a name with `…` in it leads nowhere.
 */
export function maskedName(name: string): string {
  return holdsRunnerToken(name) || holdsOtherToken(name) ? masked(name) : name;
}
