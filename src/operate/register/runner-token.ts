import { call, type GitLabApi } from './call.ts';
import { aboutRunner, type NewToken, newTokenIn } from './new-token.ts';
import { done, type Outcome } from './outcome.ts';
import type { Problems } from './problems.ts';

const REFUSED =
  'GitLab refuses the token: it was reset, its runner was deleted, or it belongs to another GitLab';
const OF_RUNNER: Problems = {
  unknown: `${REFUSED} (401).`,
  forbidden: `${REFUSED} (403).`,
  missing: 'GitLab has no such call (404). Is there a GitLab at the address?',
};
const UNSURE =
  'GitLab may have made a new token anyway, and the old one is refused then: check it with --verify before you continue.';

/** Asks GitLab whether it accepts the token of a runner. `POST /runners/verify`. */
export async function verifyToken(
  api: GitLabApi,
  token: string,
): Promise<Outcome<Pick<NewToken, 'id' | 'expiresAt'>>> {
  const answer = await call(api, {
    method: 'POST',
    path: 'runners/verify',
    body: { token },
    problems: OF_RUNNER,
  });
  return answer.ok ? done(aboutRunner(answer.value)) : answer;
}

/** Makes GitLab replace the token of a runner with a new one. `POST /runners/reset_authentication_token`. */
export async function rotateToken(api: GitLabApi, token: string): Promise<Outcome<NewToken>> {
  const answer = await call(api, {
    method: 'POST',
    path: 'runners/reset_authentication_token',
    body: { token },
    problems: OF_RUNNER,
    unsure: UNSURE,
  });
  return answer.ok ? newTokenIn(answer.value) : answer;
}

/** Makes GitLab give a runner a new token, as a permitted user. `POST /runners/:id/reset_authentication_token`. */
export async function rotateTokenOf(
  api: GitLabApi,
  personalToken: string,
  id: number,
): Promise<Outcome<NewToken>> {
  const answer = await call(api, {
    method: 'POST',
    path: `runners/${id}/reset_authentication_token`,
    personalToken,
    problems: {
      unknown:
        'GitLab does not know the personal access token (401). Is it one of this GitLab, and written in full?',
      scope:
        'The personal access token may not manage runners (403): make one with the scope manage_runner, or api in a GitLab older than 17.',
      forbidden: `The personal access token may not manage runner ${id} (403).`,
      missing: `There is no runner ${id} (404).`,
    },
    unsure: UNSURE,
  });
  return answer.ok ? newTokenIn({ id, ...answer.value }) : answer;
}
