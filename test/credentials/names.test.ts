import { describe, expect, it } from 'vitest';

import {
  isSecretData,
  isSecretVariable,
  NAMED,
  PERHAPS_NAMED,
  VARIABLE,
} from '../../src/credentials/names.ts';
import { secret } from '../../src/generated/annotations.ts';

function valuesBelow(pattern: RegExp, text: string): (string | undefined)[] {
  return Array.from(text.matchAll(pattern), ([, value]) => value);
}

/** Keys of the schema that hold credentials, but for `value`, which holds one only below `token`. */
const keys = new Set(secret.flatMap((pattern) => pattern.at(-1) ?? []).filter((key) => key !== 'value'));

describe('a value below the name of a credential', () => {
  it.each([...keys])('is found below %s, which the schema says is one', (key) => {
    expect(valuesBelow(NAMED, `${key}: EXAMPLE`)).toEqual(['EXAMPLE']);
  });

  it.each([
    'token: EXAMPLE',
    '"SecretKey" : "EXAMPLE"',
    'DB_PASSWORD=EXAMPLE',
    "passwd = 'EXAMPLE'",
    'private-key: EXAMPLE',
    'clientSecret: EXAMPLE',
  ])('is found in %j', (text) => {
    expect(valuesBelow(NAMED, text)).toEqual(['EXAMPLE']);
  });

  it.each(['token_period: EXAMPLE', 'token: short', 'key: EXAMPLE', 'token EXAMPLE', 'name: EXAMPLE'])(
    'is not found in %j',
    (text) => {
      expect(valuesBelow(NAMED, text)).toEqual([]);
    },
  );

  it('may stand below other names too', () => {
    const text =
      'value: EXAMPLE1\nNPM_CONFIG=EXAMPLE2\nsecretKeyRef: EXAMPLE3\nname: EXAMPLE4\nNAME=EXAMPLE5';
    expect(valuesBelow(PERHAPS_NAMED, text)).toEqual(['EXAMPLE1', 'EXAMPLE2', 'EXAMPLE3']);
    expect(valuesBelow(NAMED, text)).toEqual([]);
  });
});

describe('a variable', () => {
  it.each(['NPM_TOKEN', 'PGPASSWORD', 'DB_PASSWORD_MAIN', 'DOCKER_AUTH_CONFIG', 'GITHUB_PAT', 'MY_APIKEY'])(
    'called %s holds a credential',
    (name) => {
      expect(isSecretVariable(name, 'EXAMPLE')).toBe(true);
    },
  );

  it.each(['TOKENIZERS_PARALLELISM', 'COMPASS', 'PATH', 'KEY', 'CACHE_KEY', 'PASSENGER'])(
    'called %s holds none',
    (name) => {
      expect(isSecretVariable(name, 'EXAMPLE')).toBe(false);
    },
  );

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
