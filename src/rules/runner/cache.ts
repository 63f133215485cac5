import type { Path, Report } from '../../diagnostics/diagnostic.ts';
import type { ResolvedCacheS3 } from '../../generated/resolved-types.ts';
import type { Resolved } from '../../resolve/resolve.ts';

const STORES = ['s3', 'gcs', 'azure'] as const;

/** Distributed caches that the runner would not use, and settings that it would pass over. */
export function checkCache({ document }: Resolved, report: Report): void {
  for (const [id, { cache }] of Object.entries(document.spec.runners)) {
    if (cache === undefined) continue;
    const path = ['spec', 'runners', id, 'cache'];
    const { Type: type } = cache;
    if (type !== undefined && cache[type] === undefined) {
      report({
        code: 'NEEDS_KEY',
        severity: 'error',
        message: `The cache has the type ${type} but no settings for it, so that jobs run without a cache.`,
        path,
        help: `Add \`${type}\` with its ${type === 'azure' ? 'AccountName and ContainerName' : 'BucketName'}.`,
      });
    }
    for (const store of STORES) {
      if (store === type || cache[store] === undefined) continue;
      report({
        code: type === undefined ? 'NEEDS_KEY' : 'NO_EFFECT',
        severity: type === undefined ? 'error' : 'warning',
        message:
          type === undefined
            ? `Without a Type the runner ignores the settings in ${store} and keeps no cache.`
            : `These settings have no effect, because the cache has the type ${type}.`,
        path: [...path, store],
        at: 'key',
        help: type === undefined ? `Add \`Type: ${store}\`.` : 'Take them out, or change `Type`.',
      });
    }
    if (cache.s3 && type === 's3') checkS3(cache.s3, [...path, 's3'], report);
    if (cache.gcs && type === 'gcs') {
      const { CredentialsFile, AccessID, PrivateKey } = cache.gcs;
      checkPair({ AccessID, PrivateKey }, [...path, 'gcs'], report);
      if (CredentialsFile !== undefined)
        checkUnread({ AccessID, PrivateKey }, 'CredentialsFile wins over it', [...path, 'gcs'], report);
    }
  }
}

function checkS3(s3: ResolvedCacheS3, path: Path, report: Report): void {
  const { AccessKey, SecretKey, SessionToken, ServerAddress, AuthenticationType, ServerSideEncryption } = s3;
  checkPair({ AccessKey, SecretKey }, path, report);
  const hasKeys = AccessKey !== undefined && SecretKey !== undefined;
  if (AuthenticationType === 'access-key' && !hasKeys && (AccessKey ?? SecretKey) === undefined) {
    report({
      code: 'NEEDS_KEY',
      severity: 'error',
      message: 'AuthenticationType access-key takes AccessKey and SecretKey from here, and they are not set.',
      path: [...path, 'AuthenticationType'],
      help: 'Leave AuthenticationType out: the runner then takes the keys that `cacheCredentials` puts into its environment, or its cloud identity.',
    });
  }
  if (AuthenticationType === 'iam')
    checkUnread({ AccessKey, SecretKey, SessionToken }, 'AuthenticationType is iam', path, report);
  if (hasKeys && ServerAddress === undefined && AuthenticationType === undefined) {
    report({
      code: 'NEEDS_KEY',
      severity: 'error',
      message:
        'Without a ServerAddress the runner passes over AccessKey and SecretKey and looks for a cloud identity.',
      path: [...path, 'AccessKey'],
      at: 'key',
      help: 'Add `AuthenticationType: access-key`, or better take the keys out and use `cacheCredentials`.',
    });
  }
  if (s3.ServerSideEncryptionKeyID !== undefined && !/KMS/.test(ServerSideEncryption ?? '')) {
    checkUnread(
      { ServerSideEncryptionKeyID: '' },
      'ServerSideEncryption is neither KMS nor DSSE-KMS',
      path,
      report,
    );
  }
  if (ServerAddress !== undefined) {
    checkUnread(
      { DualStack: s3.DualStack },
      'ServerAddress names a store that is not Amazon S3',
      path,
      report,
    );
  }
  if (s3.RoleARN !== undefined)
    checkUnread({ UploadRoleARN: s3.UploadRoleARN }, 'RoleARN is set', path, report);
}

function checkPair(pair: Readonly<Record<string, string | undefined>>, path: Path, report: Report): void {
  const [set, ...others] = Object.keys(pair).filter((key) => pair[key] !== undefined);
  if (set === undefined || others.length > 0) return;
  const missing = Object.keys(pair).find((key) => key !== set)!;
  report({
    code: 'NEEDS_KEY',
    severity: 'error',
    message: `${set} is one half of a login, and ${missing} is not set.`,
    path: [...path, set],
    at: 'key',
    help: 'Set both, or better none and use `cacheCredentials` or a cloud identity.',
  });
}

function checkUnread(
  keys: Readonly<Record<string, unknown>>,
  because: string,
  path: Path,
  report: Report,
): void {
  for (const [key, value] of Object.entries(keys)) {
    if (value === undefined) continue;
    report({
      code: 'NO_EFFECT',
      severity: 'warning',
      message: `${key} has no effect, because ${because}.`,
      path: [...path, key],
      at: 'key',
    });
  }
}
