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
    'DB_PASWORD',
    'MY_CREDENTILS',
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
  const pem = `-----BEGIN RSA PRIVATE KEY-----\n${MARK.replaceAll('-', '')}\n-----END RSA PRIVATE KEY-----\n`;
  const jwt = `eyJhbGciOiJFWEFNUExFIn0.eyJ${MARK}.${MARK}`;
  const tokens = [url, `glpat-${MARK}`, `ghp_${'EXAMPLE'.repeat(6)}`, jwt, pem];

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
    'VAULT_TOKEN_URL=https://vault.example.com',
    'CI_TOKEN=${CI_JOB_TOKEN}',
    'CACHE=docker-image://alpine:3.20@sha256:0123',
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

const runner = ['spec', 'runners', 'default'];
const url = `https://bot:${MARK}@example.com`;

describe('config.toml becomes a Secret for a credential', () => {
  it.each([
    [
      'in a URL',
      ['spec', 'config', 'experimental', 'usage_logger', 'snowplow_billing', 'collector_uri'],
      url,
    ],
    [
      'in a lifecycle hook',
      [...runner, 'kubernetes', 'container_lifecycle'],
      { pre_stop: { exec: { command: ['curl', url] } } },
    ],
    [
      'in the command of a service',
      [...runner, 'kubernetes', 'services'],
      [{ name: 'redis:7', command: ['--requirepass', `glpat-${MARK}`] }],
    ],
    ['in an annotation', [...runner, 'kubernetes', 'pod_annotations'], { contact: url }],
    ['below the name of one', [...runner, 'kubernetes', 'pod_annotations'], { 'api-token': MARK }],
    ['below an unchecked name of one', ['spec', 'unchecked', 'runners', 'default'], { new_password: MARK }],
    ['below a misspelt name', ['spec', 'unchecked', 'config'], { new: { SeretKey: MARK } }],
    ['that begins like a path', [...runner, 'environment'], [`DB_PASSWORD=/Ab3${MARK}`]],
    ['that begins like a variable', [...runner, 'environment'], [`DB_PASSWORD=$Ab3!${MARK}`]],
    ['that a script sets', [...runner, 'pre_build_script'], `export DB_PASSWORD=${MARK}`],
    ['that all runners share', ['spec', 'runnerDefaults', 'environment'], [`DB_PASSWORD=${MARK}`]],
  ] as const)('%s', (_, pattern, value) => {
    const document = withValue(minimal(), pattern, value);
    const { ok, diagnostics } = validateConfig(document);
    expect(ok).toBe(true);
    expect(diagnostics.map(({ code }) => code)).toContain('SECRET_IN_CONFIG');
    expect(leaks(renderRunner(document))).toEqual([]);
  });
});

const object = (kind: string, rest: object): object => ({
  apiVersion: 'v1',
  kind,
  metadata: { name: 'extra', namespace: 'ci' },
  ...rest,
});

describe('a credential that would be rendered in another object', () => {
  it.each([
    ['a variable of the manager', ['spec', 'manager', 'env'], [{ name: 'DB_PASSWORD', value: MARK }]],
    ['a variable with a login', ['spec', 'manager', 'env'], [{ name: 'PLACE', value: url }]],
    ['an annotation', ['spec', 'manager', 'podAnnotations'], { 'db-password': MARK }],
    ['a label', ['metadata', 'labels'], { 'api-token': 'Zq7Example' }],
    [
      'an argument',
      ['spec', 'manager', 'containers'],
      [{ name: 'a', image: 'a', args: [`--password=${MARK}`] }],
    ],
    ['a ConfigMap', ['spec', 'extraObjects', 'a'], object('ConfigMap', { data: { 'password.txt': MARK } })],
    [
      'a file in a ConfigMap',
      ['spec', 'extraObjects', 'a'],
      object('ConfigMap', { data: { 'a.ini': `password = ${MARK}` } }),
    ],
    [
      'a variable of an object with a letter wrong',
      ['spec', 'extraObjects', 'a'],
      object('ConfigMap', { env: [{ name: 'DB_PASSWORD', Value: MARK }] }),
    ],
    [
      'what names a key of a Secret',
      ['spec', 'runners', 'default', 'token', 'secretKeyRef', 'key'],
      `glpat-${MARK.slice(-10)}EXAMPLE0123`,
    ],
    ['a key', ['metadata', 'annotations'], { [`glpat-${MARK}`]: 'note' }],
    [
      'what looks like one in what stands for a Secret',
      ['spec', 'extraObjects', 'a'],
      object('ExternalSecret', { spec: { url } }),
    ],
  ] as const)('is refused: %s', (_, pattern, value) => {
    const { ok, diagnostics } = validateConfig(withValue(minimal(), pattern, value));
    expect(ok).toBe(false);
    expect(diagnostics.map(({ code }) => code)).toEqual(['CREDENTIAL_IN_CLEAR']);
    expect(JSON.stringify(diagnostics.map(({ path: _, ...rest }) => rest))).not.toContain(MARK);
  });

  it.each([
    ['a Secret', ['spec', 'extraObjects', 'a'], object('Secret', { stringData: { password: MARK } })],
    [
      'a sealed one',
      ['spec', 'extraObjects', 'a'],
      object('SealedSecret', { spec: { encryptedData: { password: MARK } } }),
    ],
    [
      'names',
      ['spec', 'extraObjects', 'a'],
      object('ConfigMap', { data: { secret: 'ca-bundle-20240101', token: 'gitlab-runner-token' } }),
    ],
    [
      'a reference',
      ['spec', 'manager', 'env'],
      [{ name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'a', key: 'password' } } }],
    ],
    ['a file', ['spec', 'manager', 'env'], [{ name: 'DB_PASSWORD_FILE', value: '/run/secrets/db' }]],
    ['a path', ['spec', 'manager', 'env'], [{ name: 'SSL_TOKEN', value: '/run/secrets/token.txt' }]],
    [
      'a message',
      ['spec', 'extraObjects', 'a'],
      object('ConfigMap', { data: { 'a.sh': 'echo "token: missing"; TOKEN=$(cat /run/token1)' } }),
    ],
    [
      'how many there may be',
      ['spec', 'extraObjects', 'a'],
      object('ResourceQuota', { spec: { hard: { secrets: '10', 'count/secrets': 100 } } }),
    ],
    [
      'where Vault keeps one',
      ['spec', 'manager', 'podAnnotations'],
      { 'vault.hashicorp.com/agent-inject-secret-db': 'database/creds/db' },
    ],
  ] as const)('is not seen in %s', (_, pattern, value) => {
    expect(validateConfig(withValue(minimal(), pattern, value)).diagnostics).toEqual([]);
  });
});
