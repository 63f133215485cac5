import { holdsLogin } from './logins.ts';
import { holdsPrivateKey } from './private-keys.ts';
import { holdsOtherToken } from './tokens.ts';

/**
 * Whether a text can only hold a credential, by its form: a login, a private key, or a token. Those of runners have a
 * rule of their own.
 */
export function holdsCredential(text: string): boolean {
  return holdsLogin(text) || holdsOtherToken(text) || holdsPrivateKey(text);
}
