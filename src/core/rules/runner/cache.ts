import { valueAt } from '../../data/path.ts';
import { idle, type Look, onRunner, type RunnerRow, table } from '../rule.ts';

const STORES = ['s3', 'gcs', 'azure'] as const;

/** Distributed caches that the runner would not use, and settings that it would ignore. */
export const cache = onRunner(
  table([
    {
      code: 'NEEDS_KEY',
      set: 'cache',
      when: ({ entry: { cache } }) => cache?.Type !== undefined && cache[cache.Type] === undefined,
      message: ({ entry }) =>
        `The cache has the type ${entry.cache?.Type} but no settings for it, so jobs run without a cache.`,
      help: ({ entry }) => {
        const type = entry.cache?.Type;
        return `Add \`${type}\` with its ${type === 'azure' ? 'AccountName and ContainerName' : 'BucketName'}.`;
      },
    },
    ...STORES.flatMap((store): RunnerRow[] => [
      {
        code: 'NEEDS_KEY',
        set: `cache.${store}`,
        isKey: true,
        when: ({ entry }) => entry.cache?.Type === undefined,
        message: `Without a Type the runner ignores the settings in ${store} and keeps no cache.`,
        help: `Add \`Type: ${store}\`.`,
      },
      {
        code: 'NO_EFFECT',
        set: `cache.${store}`,
        isKey: true,
        when: ({ entry }) => ![store, undefined].includes(entry.cache?.Type),
        message: ({ entry }) =>
          `These settings have no effect, because the cache has the type ${entry.cache?.Type}.`,
        help: 'Remove them, or change `Type`.',
      },
    ]),
    {
      code: 'NEEDS_KEY',
      set: 'cache.azure',
      isKey: true,
      when: ({ entry: { cache }, spec }) =>
        cache?.Type === 'azure' &&
        cache.azure?.AccountName === undefined &&
        spec.cacheCredentials.azure?.accountName === undefined,
      message: 'The runner cannot use a cache in Azure without the name of the storage account.',
      help: 'Add `AccountName`, or take it from a Secret with `spec.cacheCredentials.azure.accountName`.',
    },
    ...halves('s3', 'AccessKey', 'SecretKey'),
    {
      code: 'NEEDS_KEY',
      set: 'cache.s3.AuthenticationType',
      when: inS3(
        ({ AuthenticationType, AccessKey, SecretKey }) =>
          AuthenticationType === 'access-key' && (AccessKey ?? SecretKey) === undefined,
      ),
      message: 'AuthenticationType access-key reads AccessKey and SecretKey from here, and they are not set.',
      help: 'Leave AuthenticationType out: the runner then uses the keys that `cacheCredentials` puts into its environment, or its cloud identity.',
    },
    ...['AccessKey', 'SecretKey', 'SessionToken'].map((key) =>
      idle<Look<'runner'>>(
        `cache.s3.${key}`,
        'AuthenticationType is iam',
        inS3(({ AuthenticationType }) => AuthenticationType === 'iam'),
      ),
    ),
    {
      code: 'NEEDS_KEY',
      set: 'cache.s3.AccessKey',
      isKey: true,
      when: inS3(
        ({ SecretKey, ServerAddress, AuthenticationType }) =>
          SecretKey !== undefined && (ServerAddress ?? AuthenticationType) === undefined,
      ),
      message:
        'Without a ServerAddress the runner ignores AccessKey and SecretKey and looks for a cloud identity.',
      help: 'Add `AuthenticationType: access-key`, or better remove the keys and use `cacheCredentials`.',
    },
    idle(
      'cache.s3.ServerSideEncryptionKeyID',
      'ServerSideEncryption is neither KMS nor DSSE-KMS',
      inS3(({ ServerSideEncryption = '' }) => !/KMS/.test(ServerSideEncryption)),
    ),
    idle(
      'cache.s3.DualStack',
      'ServerAddress names a store that is not Amazon S3',
      inS3(({ ServerAddress }) => ServerAddress !== undefined),
    ),
    idle(
      'cache.s3.UploadRoleARN',
      'RoleARN is set',
      inS3(({ RoleARN }) => RoleARN !== undefined),
    ),
    ...halves('gcs', 'AccessID', 'PrivateKey'),
    ...['AccessID', 'PrivateKey'].map((key) =>
      idle<Look<'runner'>>(
        `cache.gcs.${key}`,
        'CredentialsFile wins over it',
        ({ entry }) => entry.cache?.Type === 'gcs' && entry.cache.gcs?.CredentialsFile !== undefined,
      ),
    ),
  ]),
);

type S3 = NonNullable<NonNullable<Look<'runner'>['entry']['cache']>['s3']>;

/** A condition on the settings of a cache in S3, where that is its type. */
function inS3(holds: (s3: S3) => boolean): RunnerRow['when'] & {} {
  return ({ entry: { cache } }) => cache?.Type === 's3' && cache.s3 !== undefined && holds(cache.s3);
}

/** Two keys of a store that need each other. */
function halves(store: 's3' | 'gcs', ...pair: readonly [string, string]): RunnerRow[] {
  return pair.map((key) => {
    const other = pair[key === pair[0] ? 1 : 0];
    return {
      code: 'NEEDS_KEY',
      set: `cache.${store}.${key}`,
      isKey: true,
      when: ({ entry: { cache } }) => cache?.Type === store && valueAt(cache, [store, other]) === undefined,
      message: `${key} is set without ${other}.`,
      help: 'Set both, or better none and use `cacheCredentials` or a cloud identity.',
    };
  });
}
