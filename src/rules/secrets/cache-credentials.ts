import { isFlagOn } from '../../config-toml/feature-flags.ts';
import type { Report } from '../../diagnostics/diagnostic.ts';
import type { ResolvedRunner } from '../../generated/resolved-types.ts';
import type { Resolved } from '../../resolve/resolve.ts';

/** Credentials that no cache uses. */
export function checkCacheCredentials({ spec }: Resolved, report: Report): void {
  const path = ['spec', 'cacheCredentials'];
  for (const store of ['s3', 'gcs', 'azure'] as const) {
    if (
      spec.cacheCredentials[store] === undefined ||
      Object.values(spec.runners).some((runner) => takesOurs(runner, store))
    )
      continue;
    report({
      code: 'NO_EFFECT',
      severity: 'warning',
      message: `No runner takes these credentials: ${reasons[store]}.`,
      path: [...path, store],
      at: 'key',
      help: `Set \`cache.Type: ${store}\` of a runner and leave its own credentials out.`,
    });
  }
}

const reasons = {
  s3: 'none has a cache in S3, or only with keys, AuthenticationType access-key or the old client, which read config.toml alone',
  gcs: 'none has a cache in Google Cloud Storage, or only with a CredentialsFile of its own',
  azure: 'none has a cache in Azure, or only with an AccountKey in config.toml',
};

/** Whether a runner has a cache of the kind without credentials of its own, so that the manager's count. */
function takesOurs(runner: ResolvedRunner, store: 's3' | 'gcs' | 'azure'): boolean {
  const { Type: type, s3, gcs, azure } = runner.cache ?? {};
  if (type !== store) return false;
  switch (store) {
    case 's3':
      return (
        s3?.AuthenticationType !== 'access-key' &&
        !(s3?.ServerAddress && s3.AccessKey && s3.SecretKey) &&
        !isFlagOn(runner, 'FF_USE_LEGACY_S3_CACHE_ADAPTER')
      );
    case 'gcs':
      return !gcs?.CredentialsFile;
    case 'azure':
      return !azure?.AccountKey;
  }
}
