import { done, failed, type Outcome } from './outcome.ts';

/** A token that GitLab has just made. It shows it once. */
export interface NewToken {
  readonly token: string;
  /** Id of the runner, if GitLab returns it. */
  readonly id?: number;
  /** When the token ends, as GitLab writes it; absent where it does not. */
  readonly expiresAt?: string;
}

/** Reads the answer of a call that makes a token. */
export function newTokenIn(answer: Readonly<Record<string, unknown>>): Outcome<NewToken> {
  const { token } = answer;
  // With anything but a token of GitLab, no manager could use the Secret.
  if (typeof token !== 'string' || !isToken(token)) {
    return failed('The answer of GitLab has no token. Is the address right?');
  }
  return done({ token, ...aboutRunner(answer) });
}

/** What an answer says of a runner beside its token. */
export function aboutRunner({ id, token_expires_at: expiresAt }: Readonly<Record<string, unknown>>) {
  return {
    ...(typeof id === 'number' && Number.isSafeInteger(id) && { id }),
    ...(typeof expiresAt === 'string' && /^[\d:TZ.+-]{10,40}$/.test(expiresAt) && { expiresAt }),
  };
}

/** Whether a text can be a token at all, and a header or a variable of a pod can carry it. */
export function isToken(text: string): boolean {
  return /^[!-~]{1,1024}$/.test(text);
}
