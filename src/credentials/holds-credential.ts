import { holdsOtherToken } from './tokens.ts';

/** A user name and a password in a URL, which is no variable. */
const LOGIN = /:\/\/[^\s/@:?#]*:[^\s/@$?#][^\s/?#]*@/;

/** Whether a text can only hold a credential: a URL with a password, or a token. Those of runners have a rule of their own. */
export function holdsCredential(text: string): boolean {
  return LOGIN.test(text) || holdsOtherToken(text);
}
