import { expect, it } from 'vitest';

import type { Path } from '../../../src/core/data/path.ts';
import { secretReferenceHelp } from '../../../src/core/document/findings/secret-reference.ts';

const reference = { secretKeyRef: { name: 'minio', key: 'access' } };

it.each<Path>([
  ['spec', 'runners', 'minio', 'cache', 's3', 'AccessKey'],
  ['spec', 'runnerDefaults', 'cache', 's3', 'AccessKey'],
])('tells where the credential of a cache belongs, from %s on', (...path) => {
  expect(secretReferenceHelp(path, reference)).toContain('`spec.cacheCredentials.s3.accessKeyId`');
});

it.each<Path>([
  ['spec', 'runners', 'minio', 'environment', 0],
  ['spec', 'config', 'sentry_dsn'],
  ['spec', 'runnerDefaults', 'environment', 0],
])('tells that config.toml holds text, from %s on', (...path) => {
  expect(secretReferenceHelp(path, reference)).toContain('config.toml holds text');
});

it('is silent on other places and values', () => {
  expect(secretReferenceHelp(['spec', 'manager', 'env', 0, 'value'], reference)).toBeUndefined();
  expect(secretReferenceHelp(['spec', 'runnerDefaults', 'cache', 'Type'], { name: 's3' })).toBeUndefined();
});
