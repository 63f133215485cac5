import type { Path } from '../../data/path.ts';
import { onResolved } from '../rule.ts';

/** Credentials that the document writes into config.toml. */
export const secretsInConfig = onResolved(({ credentials, find }) => {
  for (const { path, at } of credentials.config) {
    find(
      'SECRET_IN_CONFIG',
      { path, at },
      'This credential is in config.toml, so all of config.toml is rendered as a Secret.',
      `A document tends to end up in version control. ${elsewhere(path)}`,
    );
  }
});

const CLOUD = 'or give the ServiceAccount a cloud identity.';
const S3 = `Take the key from a Secret with \`spec.cacheCredentials.s3\`, ${CLOUD}`;

/** Where else the runner can have a credential from, by its key. */
const PLACES = new Map<unknown, string>([
  ['AccessKey', S3],
  ['SecretKey', S3],
  ['SessionToken', S3],
  ['PrivateKey', `Take the key from a Secret with \`spec.cacheCredentials.gcs\`, ${CLOUD}`],
  ['AccountKey', `Take the key from a Secret with \`spec.cacheCredentials.azure.accountKey\`, ${CLOUD}`],
  [
    'sentry_dsn',
    'From 19.2 on the runner also reads the variable SENTRY_DSN, which `spec.manager.env` can take from a Secret.',
  ],
  ['bearer_token', 'For the own cluster leave the key out: the manager has its ServiceAccount.'],
]);

function elsewhere(path: Path): string {
  if (path.at(-2) === 'environment' || String(path.at(-1)).endsWith('_script'))
    return 'Jobs can read it: set it as a masked variable in GitLab, for those projects that need it.';
  return PLACES.get(path.at(-1)) ?? 'Keep the value out of it where the runner has another way to get it.';
}
