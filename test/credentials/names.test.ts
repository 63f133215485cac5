import { describe, expect, it } from 'vitest';

import {
  holdsNamed,
  isCredentialBelow,
  isNameOfCredential,
  isSecretData,
  isSecretVariable,
  namedIn,
  VARIABLE,
} from '../../src/core/credentials/names.ts';
import { secret } from '../../src/core/generated/annotations.ts';

function valuesIn(text: string): (string | undefined)[] {
  return namedIn(text).map(({ value, start, end }) => {
    expect(text.slice(start, end)).toBe(value);
    return value;
  });
}

/** Keys of the schema that hold credentials, but for `value`, which holds one only below `token`. */
const keys = new Set(secret.flatMap((pattern) => pattern.at(-1) ?? []).filter((key) => key !== 'value'));

describe('a value below the name of a credential', () => {
  it.each([...keys])('is found below %s, which the schema says is one', (key) => {
    expect(valuesIn(`${key}: EXAMPLE`)).toEqual(['EXAMPLE']);
  });

  it.each([
    'token: EXAMPLE',
    '"SecretKey" : "EXAMPLE"',
    'DB_PASSWORD=EXAMPLE',
    "passwd = 'EXAMPLE'",
    'private-key: EXAMPLE',
    'clientSecret: EXAMPLE',
    'PASSPHRASE=EXAMPLE',
    'credentials: EXAMPLE',
    'apikey: EXAMPLE',
    'server=db;password=EXAMPLE',
    'new_pasword: EXAMPLE',
    'pass: EXAMPLE',
  ])('is found in %j', (text) => {
    expect(valuesIn(text)).toEqual(['EXAMPLE']);
  });

  it.each(['token_period: EXAMPLE', 'token: short', 'key: EXAMPLE', 'token EXAMPLE', 'name: EXAMPLE'])(
    'is not found in %j',
    (text) => {
      expect(valuesIn(text)).toEqual([]);
    },
  );

  it.each([
    'token: $CI_JOB_TOKEN',
    'password: /run/secrets/password',
    'secret: gitlab-runner-secret',
    'TOKEN_URL=https://EXAMPLE.com',
    'compass: EXAMPLE',
  ])('is not taken for one in %j, which only says where one is', (text) => {
    expect(valuesIn(text)).toEqual([]);
  });

  it('may be told by other names', () => {
    const text = 'value: EXAMPLE1\nsecretKeyRef: EXAMPLE3\nname: EXAMPLE4';
    expect(namedIn(text, (name) => name === 'value').map(({ value }) => value)).toEqual(['EXAMPLE1']);
  });

  it.each([
    ['export DB_PASSWORD=Zq7Example', true],
    ['{"password": "Zq7Example"}', true],
    ['echo "token: missing"', false],
    ['TOKEN="$(cat /token1)"', false],
    ['token: my-token-1', false],
  ])('can be nothing else in %j: %j', (text, expected) => {
    expect(holdsNamed(text)).toBe(expected);
  });
});

describe('a key', () => {
  it.each([
    'password',
    'pw',
    'storageKey',
    'db-password',
    'password.txt',
    'pasword',
    'tokn',
    'api_key',
    'dbPassword',
  ])('called %s has a credential below it', (key) => {
    expect(isNameOfCredential(key)).toBe(true);
  });

  it.each(['token_period', 'secretName', 'name', 'key', 'compass', 'tokenizer', 'secretRef', ''])(
    'called %j has none',
    (key) => {
      expect(isNameOfCredential(key)).toBe(false);
    },
  );

  it.each([
    ['password', 'hunter2', true],
    ['secret', 'gitlab-runner-token', false],
    ['secret', 'Zq7Example', true],
    ['password', '/Ab3xY9', true],
    ['password', '/Ab3xY9/+Zq7/8xY', true],
    ['password', '/etc/ssl/private/tls.key', false],
    ['password', 'database/creds/db', false],
    ['password', 'Zq/Example+Credential', true],
    ['password', '$PASSWORD', false],
    ['password', '$S3_KEY2', false],
    ['password', '$db_password2', false],
    ['password', '$dbPassword', false],
    ['password', '$ecr3tPassw0rd', true],
    ['password', '${PASSWORD}', false],
    ['password', '$Ab3!xY9', true],
    ['password', 'Bearer $TOKEN', false],
    ['password', 'https://vault.example.com/v1', false],
    ['password', 'https://u:Zq7Example@vault.example.com/v1', true],
    ['password', 'true', false],
    ['password', '', false],
  ])('called %s with the value %j: %j', (key, value, expected) => {
    expect(isCredentialBelow(key, value)).toBe(expected);
  });
});

describe('a variable', () => {
  it.each([
    'NPM_TOKEN',
    'PGPASSWORD',
    'DB_PASSWORD_MAIN',
    'DOCKER_AUTH_CONFIG',
    'GITHUB_PAT',
    'MY_APIKEY',
    'DB_PASWORD',
    'DB_PW',
    'AZURE_STORAGE_KEY',
  ])('called %s holds a credential', (name) => {
    expect(isSecretVariable(name, 'EXAMPLE')).toBe(true);
  });

  it.each(['TOKENIZERS_PARALLELISM', 'COMPASS', 'PATH', 'KEY', 'CACHE_KEY', 'PASSENGER', 'TOKEN_URL'])(
    'called %s holds none',
    (name) => {
      expect(isSecretVariable(name, 'EXAMPLE')).toBe(false);
    },
  );

  it.each([
    ['http_proxy', 'me:EXAMPLE@proxy:3128', true],
    ['HTTP_PROXY', 'me:$PASSWORD@proxy:3128', false],
    ['HTTP_PROXY', 'proxy:3128', false],
    ['NOTE', 'me:EXAMPLE@proxy:3128', false],
  ])('called %s with the value %j: %j', (name, value, expected) => {
    expect(isSecretVariable(name, value)).toBe(expected);
  });

  it.each(['/Ab3xY9', '$Ab3!xY9'])('with the value %j holds one', (value) => {
    expect(isSecretVariable('NPM_TOKEN', value)).toBe(true);
  });

  it.each(['', '/certs/key.pem', '$CI_JOB_TOKEN', 'true', 'Off', '0'])(
    'with the value %j holds none',
    (value) => {
      expect(isSecretVariable('NPM_TOKEN', value)).toBe(false);
    },
  );

  it.each([
    ['DB_HOST=EXAMPLE', 'DB_HOST=', 'DB_HOST'],
    ['"DB_HOST : EXAMPLE', '"DB_HOST :', 'DB_HOST'],
    ['DB_HOST', undefined, undefined],
    ['EXAMPLE word=x', undefined, undefined],
  ])('has its name at the start of %j', (text, start, name) => {
    const found = VARIABLE.exec(text);
    expect([found?.[0], found?.[1]]).toEqual([start, name]);
  });
});

it('knows below which keys a Secret holds its credentials', () => {
  expect(['data', 'stringData', 'metadata', 'type', 0].filter(isSecretData)).toEqual(['data', 'stringData']);
});
