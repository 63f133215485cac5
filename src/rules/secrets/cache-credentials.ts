import { isFlagOn } from '../../config-toml/feature-flags.ts';
import type { CheckedRunner } from '../../generated/checked-types.ts';
import { type Look, onDocument, type Row, table } from '../rule.ts';

/** Credentials that no cache uses: that of a runner has another type, or credentials of its own. */
export const cacheCredentials = onDocument(
  table([
    untaken(
      's3',
      'none has a cache in S3, or only with keys, AuthenticationType access-key or the old client, which read config.toml alone',
      (entry) => {
        const { AuthenticationType, ServerAddress, AccessKey, SecretKey } = entry.cache?.s3 ?? {};
        return (
          AuthenticationType === 'access-key' ||
          Boolean(ServerAddress && AccessKey && SecretKey) ||
          isFlagOn(entry, 'FF_USE_LEGACY_S3_CACHE_ADAPTER')
        );
      },
    ),
    untaken(
      'gcs',
      'none has a cache in Google Cloud Storage, or only with a CredentialsFile of its own',
      ({ cache }) => Boolean(cache?.gcs?.CredentialsFile),
    ),
    untaken('azure', 'none has a cache in Azure, or only with an AccountKey in config.toml', ({ cache }) =>
      Boolean(cache?.azure?.AccountKey),
    ),
  ]),
);

function untaken(
  store: 's3' | 'gcs' | 'azure',
  because: string,
  hasOwn: (entry: CheckedRunner) => boolean,
): Row<Look<'document'>> {
  return {
    code: 'NO_EFFECT',
    set: `spec.cacheCredentials.${store}`,
    isKey: true,
    when: ({ spec }) =>
      Object.values(spec.runners).every((entry) => entry.cache?.Type !== store || hasOwn(entry)),
    message: `No runner takes these credentials: ${because}.`,
    help: `Set \`cache.Type: ${store}\` of a runner and leave its own credentials out.`,
  };
}
