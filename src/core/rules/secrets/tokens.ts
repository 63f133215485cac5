import { isFlagOn } from '../../config-toml/feature-flags.ts';
import { isRegistrationToken } from '../../credentials/tokens.ts';
import { EXPANDS_TOKEN, isAtLeast } from '../../runner-release.ts';
import { onDocument, onRunner, table } from '../rule.ts';

/** Tokens that the runner of this release cannot use or renew, or that GitLab no longer accepts. */
export const tokens = onRunner(
  table([
    {
      code: 'TOKEN_REFERENCE_TOO_NEW',
      set: 'token.secretKeyRef',
      isKey: true,
      when: ({ spec }) => !isAtLeast(spec.version, EXPANDS_TOKEN),
      message: ({ spec }) =>
        `GitLab Runner ${spec.version} cannot take the token from a Secret: it reads variables in config.toml from ${EXPANDS_TOKEN} on.`,
      help: `Set spec.version to ${EXPANDS_TOKEN}.0 or later, or give the token as \`value\`: config.toml then becomes a Secret as a whole.`,
    },
    {
      code: 'REGISTRATION_TOKEN',
      set: 'token.value',
      when: ({ entry }) => isRegistrationToken(entry.token.value!),
      message: 'This is a registration token, with which a manager cannot ask for jobs.',
      help: 'Create the runner in GitLab (Settings, CI/CD, Runners) and use the token it shows, which begins with `glrt-`.',
    },
    {
      code: 'UNUSUAL_VALUE',
      set: 'token_expires_at',
      isKey: true,
      when: ({ entry, tokenExpiry }) =>
        tokenExpiry !== undefined && !isFlagOn(entry, 'FF_DISABLE_AUTOMATIC_TOKEN_ROTATION'),
      message:
        'With this key the manager renews the token before it expires and tries to write the new one into config.toml, which comes from the cluster and is read-only.',
      help: 'Remove the key, or turn FF_DISABLE_AUTOMATIC_TOKEN_ROTATION on in `feature_flags`.',
    },
  ]),
);

/** Runner entries with one token: GitLab distinguishes runners by it. */
export const sharedTokens = onDocument(({ spec, at, find }) => {
  const owners = new Map<string, string>();
  for (const [id, { token }] of Object.entries(spec.runners)) {
    const { secretKeyRef } = token;
    // No name of a Secret is empty.
    const same = secretKeyRef ? `${secretKeyRef.name}/${secretKeyRef.key}` : `/${token.value}`;
    const owner = owners.get(same);
    if (owner === undefined) owners.set(same, id);
    else {
      find(
        'UNUSUAL_VALUE',
        at.key('spec', 'runners', id, 'token'),
        `The runners "${owner}" and "${id}" have one token: to GitLab they are one runner, and a job gets the settings of the one that happens to ask for it.`,
        'Create a runner in GitLab for each entry and give each its own token, or make one entry of both.',
      );
    }
  }
});
