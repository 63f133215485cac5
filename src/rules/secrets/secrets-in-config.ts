import type { Path, Report } from '../../diagnostics/diagnostic.ts';
import type { Resolved } from '../../resolve/resolve.ts';

/** Credentials that the document writes into config.toml. */
export function checkSecretsInConfig({ config }: Resolved, report: Report): void {
  for (const path of config.secrets) {
    report({
      code: 'SECRET_IN_CONFIG',
      severity: 'warning',
      message: 'This credential stands in config.toml, which is therefore rendered as a Secret as a whole.',
      path,
      help: `A document tends to end up in version control. ${elsewhere(path)}`,
    });
  }
}

function elsewhere(path: Path): string {
  if (path.at(-2) === 'environment' || String(path.at(-1)).endsWith('_script'))
    return 'Jobs can read it: set it as a masked variable in GitLab, for those projects that need it.';
  switch (path.at(-1)) {
    case 'AccessKey':
    case 'SecretKey':
    case 'SessionToken':
      return 'Take the key from a Secret with `spec.cacheCredentials.s3`, or give the ServiceAccount a cloud identity.';
    case 'PrivateKey':
      return 'Take the key file from a Secret with `spec.cacheCredentials.gcs`, or give the ServiceAccount a cloud identity.';
    case 'AccountKey':
      return 'Use a service principal with `spec.cacheCredentials.azure`, or give the ServiceAccount a cloud identity.';
    case 'sentry_dsn':
      return 'From 19.2 on the runner also reads the variable SENTRY_DSN, which `spec.manager.env` can take from a Secret.';
    case 'bearer_token':
      return 'For the own cluster leave the key out: the manager has its ServiceAccount.';
    default:
      return 'Keep the value out of it where the runner has another way to get it.';
  }
}
