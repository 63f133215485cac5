import { describe, expect, it } from 'vitest';

import { renderRunner, validateConfig } from '../../src/index.ts';
import { leaks, MARK, minimal, secretKeys, withSecret, withValue } from '../support/secrets-in-config.ts';

describe('a credential in config.toml', () => {
  it('is known for each key that holds one', () => {
    expect(new Set(secretKeys.map((pattern) => pattern.at(-1)))).toEqual(
      new Set([
        'sentry_dsn',
        'AccessKey',
        'SecretKey',
        'SessionToken',
        'PrivateKey',
        'AccountKey',
        'bearer_token',
      ]),
    );
  });

  it.each(secretKeys.map((pattern) => [pattern.join('.'), pattern] as const))(
    'at %s makes the file a Secret',
    (_, pattern) => {
      const document = withSecret(minimal(), pattern);
      const objects = renderRunner(document);
      expect(leaks(objects)).toEqual([]);
      expect(
        objects.some(({ kind, metadata }) => kind === 'Secret' && metadata?.name === 'gitlab-runner-config'),
      ).toBe(true);
    },
  );

  it.each([
    'NPM_TOKEN',
    'DOCKER_AUTH_CONFIG',
    'DB_PASSWORD',
    'AWS_SECRET_ACCESS_KEY',
    'DB_PASSWORD_MAIN',
    'PGPASSWORD',
    'MYSQL_PWD',
    'DB_PASS2',
    'GITHUB_PAT',
    'PAT_OF_BOT',
    'SECRETS',
    'VAULT_TOKEN_ROOT',
    'MY_CREDENTIALS',
    'SOME_APIKEY',
    'SOME_API_KEY_OLD',
    'MINIO_ACCESS_KEY',
  ])('is seen in the variable %s', (name) => {
    const inJobs = withValue(minimal(), ['spec', 'runners', 'default', 'environment'], [`${name}=${MARK}`]);
    const inService = withValue(minimal(), ['spec', 'runners', 'default', 'kubernetes'], {
      services: [{ name: 'postgres:17', environment: [`${name}=${MARK}`] }],
    });
    for (const document of [inJobs, inService]) {
      expect(validateConfig(document).diagnostics.map(({ code }) => code)).toEqual(['SECRET_IN_CONFIG']);
      expect(leaks(renderRunner(document))).toEqual([]);
    }
  });

  const url = `https://bot:${MARK}@example.com`;
  const tokens = [url, `glpat-${MARK}`, `ghp_${'EXAMPLE'.repeat(6)}`];

  it.each(tokens)('is seen in a variable of any name with the value %s', (text) => {
    const document = withValue(minimal(), ['spec', 'runners', 'default', 'environment'], [`PLACE=${text}`]);
    expect(validateConfig(document).diagnostics.map(({ code }) => code)).toEqual(['SECRET_IN_CONFIG']);
    expect(leaks(renderRunner(document))).toEqual([]);
  });

  it.each(['pre_get_sources_script', 'post_get_sources_script', 'pre_build_script', 'post_build_script'])(
    'is seen in %s',
    (key) => {
      for (const text of tokens) {
        const document = withValue(minimal(), ['spec', 'runners', 'default', key], `curl -H "x: ${text}"`);
        expect(validateConfig(document).diagnostics.map(({ code }) => code)).toEqual(['SECRET_IN_CONFIG']);
        expect(leaks(renderRunner(document))).toEqual([]);
      }
    },
  );

  it.each([
    'PLACE=https://example.com/a:b@c',
    'PLACE=https://oauth2:$CI_JOB_TOKEN@example.com',
    'TOKENIZERS_PARALLELISM=4',
    'NPM_TOKEN_CHECK=false',
    'COMPASS=north',
    'PATH_PREFIX=x',
    'FF_DISABLE_AUTOMATIC_TOKEN_ROTATION=1',
    'NPM_TOKEN=',
    'NPM_TOKEN=$CI_JOB_TOKEN',
    'TLS_PRIVATE_KEY=/certs/key.pem',
    'KEY=value',
  ])('is not seen in %s', (entry) => {
    const document = withValue(minimal(), ['spec', 'runners', 'default', 'environment'], [entry]);
    expect(validateConfig(document).diagnostics).toEqual([]);
    expect(renderRunner(document).some(({ kind }) => kind === 'Secret')).toBe(false);
  });

  it('leaves config.toml a ConfigMap while there is none', () => {
    expect(renderRunner(minimal()).map(({ kind }) => kind)).toContain('ConfigMap');
    expect(
      renderRunner(withValue(minimal(), ['spec', 'config', 'sentry_dsn'], '')).map(({ kind }) => kind),
    ).toContain('ConfigMap');
  });
});
