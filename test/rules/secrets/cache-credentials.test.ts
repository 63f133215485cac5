import { describe, expect, it } from 'vitest';

import { compile } from '../../../src/core/compile.ts';
import { findings } from '../../support/findings.ts';
import { documentWith } from '../../support/rendered.ts';

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

describe('the parts of credentials', () => {
  const accountKey = { accountKey: key };
  const pair = { accessId: key, privateKey: key };
  const told = (cacheCredentials: object): string[] => {
    const runners = {
      a: { cache: { Type: 'gcs', gcs } },
      b: { cache: { Type: 'azure', azure } },
    };
    return foundWith(runners, cacheCredentials);
  };

  it.each([
    { gcs: pair },
    { gcs: credentials.gcs, azure: credentials.azure },
    { gcs: pair, azure: accountKey },
  ])('are whole in %j', (cacheCredentials) => expect(told(cacheCredentials)).toEqual([]));

  it.each([
    [{ gcs: { accessId: key } }, 'MISSING_KEY spec.cacheCredentials.gcs'],
    [{ gcs: { privateKey: key } }, 'MISSING_KEY spec.cacheCredentials.gcs'],
    [{ gcs: { ...credentials.gcs, ...pair } }, 'EXCLUSIVE_KEYS spec.cacheCredentials.gcs.accessId'],
    [{ azure: { ...accountKey, tenantId: 'tenant' } }, 'EXCLUSIVE_KEYS spec.cacheCredentials.azure.tenantId'],
    [{ azure: { tenantId: 'tenant', clientSecret: key } }, 'MISSING_KEY spec.cacheCredentials.azure'],
  ])('are not in %j', (cacheCredentials, finding) => {
    expect(told(cacheCredentials)).toEqual([`error ${finding}`]);
  });

  it('need the key to the name of an account', () => {
    const accountName = { accountName: key };
    expect(
      foundWith(
        { b: { cache: { Type: 'azure', azure: { ContainerName: 'cache' } } } },
        { azure: accountName },
      ),
    ).toEqual(['error MISSING_KEY spec.cacheCredentials.azure']);
  });
});

describe('one set of credentials', () => {
  const inAccount = (AccountName?: string): object => ({
    cache: {
      Type: 'azure',
      azure: { ContainerName: 'cache', ...(AccountName !== undefined && { AccountName }) },
    },
  });
  const inStore = (ServerAddress?: string): object => ({
    cache: { Type: 's3', s3: { ...s3, ...(ServerAddress !== undefined && { ServerAddress }) } },
  });
  const withName = { azure: { accountName: key, accountKey: key } };

  it('serves several runners', () => {
    expect(foundWith({ a: inAccount('x'), b: inAccount('x') }, { azure: { accountKey: key } })).toEqual([]);
    expect(foundWith({ a: inAccount(), b: inAccount() }, withName)).toEqual([]);
    expect(
      foundWith({ a: inStore('x.example.com'), b: inStore('x.example.com') }, { s3: credentials.s3 }),
    ).toEqual([]);
  });

  it('opens one storage account', () => {
    const refused = ['error CONTRADICTION spec.cacheCredentials.azure.accountKey'];
    expect(foundWith({ a: inAccount('x'), b: inAccount('y') }, { azure: { accountKey: key } })).toEqual(
      refused,
    );
    expect(foundWith({ a: inAccount('x'), b: inAccount() }, withName)).toEqual(refused);
    const own = {
      cache: { Type: 'azure', azure: { AccountName: 'y', AccountKey: 'EXAMPLE', ContainerName: 'c' } },
    };
    expect(foundWith({ a: inAccount('x'), b: own }, { azure: { accountKey: key } })).toEqual([
      'warning SECRET_IN_CONFIG spec.runners.b.cache.azure.AccountKey',
    ]);
  });

  it('hardly fits two stores that speak S3', () => {
    expect(foundWith({ a: inStore(), b: inStore('minio.example.com') }, { s3: credentials.s3 })).toEqual([
      'warning UNUSUAL_VALUE spec.cacheCredentials.s3',
    ]);
  });

  it('gives a name only to runners without one', () => {
    expect(foundWith({ a: inAccount('x') }, withName)).toEqual([
      'warning NO_EFFECT spec.cacheCredentials.azure.accountName',
    ]);
    expect(findings(inAccount())).toEqual(['error NEEDS_KEY cache.azure']);
  });
});

/** The findings of a document with these runners, all but for those on how many jobs run at once. */
function foundWith(runners: Readonly<Record<string, object>>, cacheCredentials: object): string[] {
  const entries = Object.entries(runners).map(([id, runner]) => [
    id,
    { url: 'https://gitlab.com', token: { secretKeyRef: { name: 'token', key: id } }, ...runner },
  ]);
  const spec = { config: { concurrent: 9 }, runners: Object.fromEntries(entries), cacheCredentials };
  return compile(documentWith(spec)).diagnostics.map(
    ({ severity, code, path }) => `${severity} ${code} ${path.join('.')}`,
  );
}
