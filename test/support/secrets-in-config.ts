import { secret } from '../../src/core/generated/annotations.ts';
import type { GitLabRunner, KubernetesObject } from '../../src/index.ts';

/** Stands for a credential. */
export const MARK = 'EXAMPLE-do-not-leak-0123456789';
const PEM = `-----BEGIN PRIVATE KEY-----\n${MARK.replace(/[^A-Za-z0-9]/g, '')}\n-----END PRIVATE KEY-----\n`;

/** Keys of config.toml whose value is a credential, the tokens of the runners aside. */
export const secretKeys = secret.filter((pattern) => pattern.at(-2) !== 'token');

/** A document without a credential. */
export const minimal = (): GitLabRunner => ({
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
export function withValue<T extends object>(document: T, pattern: readonly string[], value: unknown): T {
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
export function withSecret(document: GitLabRunner, pattern: readonly string[]): GitLabRunner {
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

/** The objects that show a credential, but for Secrets. */
export function leaks(objects: readonly KubernetesObject[]): string[] {
  const written = [MARK, MARK.replace(/[^A-Za-z0-9]/g, '')];
  return objects
    .filter(({ kind }) => kind !== 'Secret')
    .filter((object) => written.some((text) => JSON.stringify(object).includes(text)))
    .map(({ kind, metadata }) => `${kind}/${metadata?.name}`);
}
