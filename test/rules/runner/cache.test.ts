import { describe, expect, it } from 'vitest';

import { findings } from '../../support/findings.ts';

const cacheFindings = (cache: object): string[] =>
  findings({ cache })
    .filter((finding) => !finding.includes('SECRET_IN_CONFIG'))
    .map((finding) => finding.replace(/(?<= )cache\.?/, '').trim());
const s3 = { BucketName: 'cache' };
const keys = { AccessKey: 'EXAMPLE', SecretKey: 'EXAMPLE' };

describe('the cache', () => {
  it.each([
    [{ Type: 's3', s3 }],
    [{ Type: 's3', s3: { ...s3, AuthenticationType: 'access-key', ...keys } }],
    [{ Type: 's3', s3: { ...s3, ServerAddress: 'minio:9000', ...keys } }],
    [
      {
        Type: 's3',
        s3: {
          ...s3,
          ServerSideEncryption: 'DSSE-KMS',
          ServerSideEncryptionKeyID: 'alias/x',
          DualStack: false,
        },
      },
    ],
    [{ Type: 'gcs', gcs: { BucketName: 'cache' } }],
    [{ Type: 'azure', azure: { AccountName: 'a', ContainerName: 'c' } }],
    [{ Shared: true }],
  ])('takes %j', (cache) => {
    expect(cacheFindings(cache)).toEqual([]);
  });

  it.each([
    [{ Type: 's3' }, ['error NEEDS_KEY']],
    [{ s3 }, ['error NEEDS_KEY s3']],
    [{ Type: 's3', s3, gcs: { BucketName: 'x' } }, ['warning NO_EFFECT gcs']],
    [{ Type: 's3', s3: { ...s3, AccessKey: 'EXAMPLE' } }, ['error NEEDS_KEY s3.AccessKey']],
    [{ Type: 's3', s3: { ...s3, ...keys } }, ['error NEEDS_KEY s3.AccessKey']],
    [
      { Type: 's3', s3: { ...s3, AuthenticationType: 'access-key' } },
      ['error NEEDS_KEY s3.AuthenticationType'],
    ],
    [
      { Type: 's3', s3: { ...s3, AuthenticationType: 'iam', ...keys } },
      ['warning NO_EFFECT s3.AccessKey', 'warning NO_EFFECT s3.SecretKey'],
    ],
    [
      { Type: 's3', s3: { ...s3, ServerSideEncryptionKeyID: 'x' } },
      ['warning NO_EFFECT s3.ServerSideEncryptionKeyID'],
    ],
    [
      { Type: 's3', s3: { ...s3, ServerAddress: 'minio:9000', DualStack: true } },
      ['warning NO_EFFECT s3.DualStack'],
    ],
    [
      { Type: 's3', s3: { ...s3, RoleARN: 'arn:aws:iam::1:role/a', UploadRoleARN: 'arn:aws:iam::1:role/b' } },
      ['warning KEY_DEPRECATED s3.UploadRoleARN', 'warning NO_EFFECT s3.UploadRoleARN'],
    ],
    [{ Type: 'gcs', gcs: { BucketName: 'x', AccessID: 'a@example.com' } }, ['error NEEDS_KEY gcs.AccessID']],
  ])('answers %j with %j', (cache, expected) => {
    expect(cacheFindings(cache)).toEqual(expected);
  });

  it('finds a login that a key file replaces', () => {
    const PrivateKey = '-----BEGIN PRIVATE KEY-----\nRVhBTVBMRQ==\n-----END PRIVATE KEY-----\n';
    const CredentialsFile = '/home/gitlab-runner/key.json';
    expect(
      cacheFindings({ Type: 'gcs', gcs: { BucketName: 'x', AccessID: 'a', PrivateKey, CredentialsFile } }),
    ).toEqual(['warning NO_EFFECT gcs.AccessID', 'warning NO_EFFECT gcs.PrivateKey']);
  });
});
