import type { Report } from '../../diagnostics/diagnostic.ts';
import type { ResolvedCache, ResolvedGitLabRunner } from '../../generated/resolved-types.ts';

/** Credentials that no cache uses. */
export function checkCacheCredentials({ spec }: ResolvedGitLabRunner, report: Report): void {
  const path = ['spec', 'cacheCredentials'];
  const caches = Object.values(spec.runners).flatMap(({ cache }) => cache ?? []);
  for (const store of ['s3', 'gcs', 'azure'] as const) {
    if (spec.cacheCredentials[store] === undefined || caches.some((cache) => takesOurs(cache, store)))
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
  s3: 'none has a cache in S3, or only with keys or with AuthenticationType access-key in config.toml',
  gcs: 'none has a cache in Google Cloud Storage, or only with a CredentialsFile of its own',
  azure: 'none has a cache in Azure, or only with an AccountKey in config.toml',
};

/** Whether a cache of the kind has no credentials of its own, so that the manager's count. */
function takesOurs(cache: ResolvedCache, store: 's3' | 'gcs' | 'azure'): boolean {
  if (cache.Type !== store) return false;
  const { s3, gcs, azure } = cache;
  switch (store) {
    case 's3':
      return s3?.AuthenticationType !== 'access-key' && !(s3?.ServerAddress && s3.AccessKey && s3.SecretKey);
    case 'gcs':
      return !gcs?.CredentialsFile;
    case 'azure':
      return !azure?.AccountKey;
  }
}
