import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { secret } from '../../src/generated/annotations.ts';
import { type GitLabRunner, type KubernetesObject, renderRunner, validateConfig } from '../../src/index.ts';
import { validDocument } from '../support/document-arbitrary.ts';

const MARK = 'EXAMPLE-do-not-leak-0123456789';
const PEM = `-----BEGIN PRIVATE KEY-----\n${MARK.replace(/[^A-Za-z0-9]/g, '')}\n-----END PRIVATE KEY-----\n`;

/** Keys of config.toml whose value is a credential, the tokens of the runners aside. */
const secretKeys = secret.filter((pattern) => pattern.at(-2) !== 'token');

const minimal = (): GitLabRunner => ({
  apiVersion: 'gitlab-runner-manifests.dev/v1alpha1',
  kind: 'GitLabRunner',
  metadata: { name: 'gitlab-runner', namespace: 'ci' },
  spec: {
    runners: {
      default: { url: 'https://gitlab.com', token: { secretKeyRef: { name: 'token', key: 'token' } } },
    },
  },
});

/** The document with a value at a path; `*` stands for the first key that is there. */
function withValue<T extends object>(document: T, pattern: readonly string[], value: unknown): T {
  const copy = structuredClone(document) as Record<string, unknown>;
  let at = copy;
  pattern.forEach((part, index) => {
    const key = part === '*' ? Object.keys(at)[0]! : part;
    if (index === pattern.length - 1) {
      at[key] = value;
      return;
    }
    at[key] ??= {};
    at = at[key] as Record<string, unknown>;
  });
  return copy as T;
}

/** A document in which one credential stands in config.toml and goes with its neighbours. */
function withSecret(document: GitLabRunner, pattern: readonly string[]): GitLabRunner {
  const [key, table] = [pattern.at(-1)!, pattern.at(-2)];
  const isPem = key === 'PrivateKey';
  let result = document;
  const cache: Record<string, object> = {
    s3: {
      BucketName: 'b',
      ServerAddress: 'minio:9000',
      AuthenticationType: 'access-key',
      AccessKey: MARK,
      SecretKey: MARK,
    },
    gcs: { BucketName: 'b', AccessID: 'a', PrivateKey: PEM },
    azure: { AccountName: 'a', ContainerName: 'c' },
  };
  if (table !== undefined && table in cache) {
    result = withValue(result, pattern.slice(0, -2), { Type: table, [table]: cache[table] });
  }
  return withValue(result, pattern, isPem ? PEM : MARK);
}

function leaks(objects: readonly KubernetesObject[]): string[] {
  const written = [MARK, MARK.replace(/[^A-Za-z0-9]/g, '')];
  return objects
    .filter(({ kind }) => kind !== 'Secret')
    .filter((object) => written.some((text) => JSON.stringify(object).includes(text)))
    .map(({ kind, metadata }) => `${kind}/${metadata?.name}`);
}

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
    'at %s makes the file a Secret and is reported',
    (_, pattern) => {
      const document = withSecret(minimal(), pattern);
      const { ok, diagnostics } = validateConfig(document);
      expect(ok).toBe(true);
      const reported = diagnostics.filter(({ code }) => code === 'SECRET_IN_CONFIG');
      expect(reported.map(({ severity }) => severity)).toContain('warning');
      expect(reported.map(({ path }) => path.at(-1))).toContain(pattern.at(-1));
      expect(JSON.stringify(diagnostics)).not.toContain(MARK);
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

  it.each(tokens)('is refused in daemon.json: %s', (text) => {
    const daemonConfig = { proxies: { 'http-proxy': text } };
    const path = ['spec', 'runners', 'default', 'dockerBuilds'];
    const document = withValue(minimal(), path, { mode: 'dind', dind: { daemonConfig } });
    const errors = validateConfig(document).diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code, path: at }) => [code, at.at(-1)])).toEqual([['NOT_ALLOWED', 'http-proxy']]);
  });

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

  it('never lands in anything but a Secret, in any document', () => {
    fc.assert(
      fc.property(validDocument, fc.constantFrom(...secretKeys), (document, pattern) => {
        const changed = withSecret(document, pattern);
        fc.pre(validateConfig(changed).ok);
        expect(leaks(renderRunner(changed))).toEqual([]);
      }),
      { seed: 20260102, numRuns: 200 },
    );
  });
});
