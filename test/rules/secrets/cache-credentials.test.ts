import { describe, expect, it } from 'vitest';

import { findings } from '../../support/findings.ts';

const key = { name: 'cache', key: 'key' };
const credentials = {
  s3: { accessKeyId: key, secretAccessKey: key },
  gcs: { credentialsFile: key },
  azure: { tenantId: 'tenant', clientId: 'client', clientSecret: key },
} as const;
const credentialFindings = (store: keyof typeof credentials, runner: object): string[] =>
  findings(runner, { cacheCredentials: { [store]: credentials[store] } }).filter((finding) =>
    finding.includes('cacheCredentials'),
  );
const s3 = { BucketName: 'cache' };
const gcs = { BucketName: 'cache' };
const azure = { AccountName: 'account', ContainerName: 'cache' };

describe('credentials of caches', () => {
  it.each<[keyof typeof credentials, object]>([
    ['s3', { cache: { Type: 's3', s3 } }],
    ['s3', { cache: { Type: 's3', s3: { ...s3, ServerAddress: 'minio.example.com' } } }],
    ['gcs', { cache: { Type: 'gcs', gcs } }],
    ['azure', { cache: { Type: 'azure', azure } }],
  ])('takes credentials for %s and %j', (store, runner) => {
    expect(credentialFindings(store, runner)).toEqual([]);
  });

  it.each<[keyof typeof credentials, object]>([
    ['s3', {}],
    ['s3', { cache: { Type: 'gcs', gcs } }],
    [
      's3',
      {
        cache: {
          Type: 's3',
          s3: { ...s3, AuthenticationType: 'access-key', AccessKey: 'EXAMPLE', SecretKey: 'EXAMPLE' },
        },
      },
    ],
    ['s3', { cache: { Type: 's3', s3 }, feature_flags: { FF_USE_LEGACY_S3_CACHE_ADAPTER: true } }],
    ['gcs', { cache: { Type: 'gcs', gcs: { ...gcs, CredentialsFile: '/home/gitlab-runner/key.json' } } }],
    ['azure', { cache: { Type: 'azure', azure: { ...azure, AccountKey: 'EXAMPLE' } } }],
  ])('sees that no runner takes credentials for %s with %j', (store, runner) => {
    expect(credentialFindings(store, runner)).toEqual([`warning NO_EFFECT spec.cacheCredentials.${store}`]);
  });
});
