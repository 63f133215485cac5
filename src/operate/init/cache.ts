import type { GitLabRunner, Runner } from '../../core/generated/types.ts';
import type { InitCache } from './answers.ts';

/** What a store for caches adds to a document. */
interface CacheLayer {
  readonly cache: NonNullable<Runner['cache']>;
  readonly cacheCredentials?: NonNullable<GitLabRunner['spec']['cacheCredentials']>;
  /** Of the key `cache`. */
  readonly comment: string;
}

/** Keys of the Secret with the credentials of each store. The Helm chart has the same. */
export const CACHE_KEYS: Readonly<Record<InitCache['type'], readonly string[]>> = {
  s3: ['accesskey', 'secretkey'],
  gcs: ['gcs-application-credentials-file'],
  azure: ['azure-account-key'],
};

/** Returns what a store for caches adds to a document. */
export function cacheLayer(cache: InitCache): CacheLayer {
  const { type, secret } = cache;
  const [first, second] = CACHE_KEYS[type].map((key) => ({ name: secret!, key }));
  const comment = secret
    ? 'Where jobs keep their caches. The credentials are in a Secret: see cacheCredentials below.'
    : 'Where jobs keep their caches. The manager uses the cloud identity of its ServiceAccount: name it in\nspec.serviceAccount.annotations.';
  switch (type) {
    case 's3':
      return {
        comment,
        cache: {
          Type: 's3',
          Shared: true,
          s3: {
            ...(cache.server && { ServerAddress: cache.server }),
            BucketName: cache.bucket,
            ...(cache.region && { BucketLocation: cache.region }),
          },
        },
        ...(secret && { cacheCredentials: { s3: { accessKeyId: first!, secretAccessKey: second! } } }),
      };
    case 'gcs':
      return {
        comment,
        cache: { Type: 'gcs', Shared: true, gcs: { BucketName: cache.bucket } },
        ...(secret && { cacheCredentials: { gcs: { credentialsFile: first! } } }),
      };
    case 'azure':
      return {
        comment,
        cache: {
          Type: 'azure',
          Shared: true,
          azure: { AccountName: cache.account, ContainerName: cache.bucket },
        },
        ...(secret && { cacheCredentials: { azure: { accountKey: first! } } }),
      };
  }
}
