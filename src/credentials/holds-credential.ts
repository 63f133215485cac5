import { holdsLogin } from './logins.ts';
import { holdsOtherToken } from './tokens.ts';

/** Whether a text can only hold a credential: a login, or a token. Those of runners have a rule of their own. */
export function holdsCredential(text: string): boolean {
  return holdsLogin(text) || holdsOtherToken(text);
}
