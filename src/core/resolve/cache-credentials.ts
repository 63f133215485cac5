import type { EnvVar } from 'kubernetes-types/core/v1.js';

import type {
  CheckedCacheCredentials,
  CheckedKeyOfSecret,
  CheckedRunner,
} from '../generated/checked-types.ts';
import type { CheckedDocument } from './document.ts';

/** Directory of the manager container in which the key file for Google Cloud Storage is mounted. */
export const GCS_DIRECTORY = '/etc/gitlab-runner-cache';
/** Name of the key file in it. */
export const GCS_FILE = 'gcs.json';
/** Directory with the values that are filled into config.toml, each in a file under the name of its variable. */
export const VALUES_DIRECTORY = '/etc/gitlab-runner-values';
/** Directory of the config.toml that they are filled into. */
export const FILLED_DIRECTORY = '/run/gitlab-runner';

/**
 * A credential that the runner reads only from config.toml: it has neither a variable nor a file for it. The file that
 * we render has `$variable` in its place, which the runner does not expand.
 */
export interface FilledIn {
  /** Key of config.toml. */
  readonly key: string;
  readonly variable: string;
  readonly ref: CheckedKeyOfSecret;
}

/** Returns what is filled in from Secrets before the manager reads config.toml. */
export function filledInFromSecrets({ gcs, azure }: CheckedCacheCredentials): FilledIn[] {
  const all = [
    { key: 'AccessID', variable: 'CACHE_GCS_ACCESS_ID', ref: gcs?.accessId },
    { key: 'PrivateKey', variable: 'CACHE_GCS_PRIVATE_KEY', ref: gcs?.privateKey },
    { key: 'AccountName', variable: 'CACHE_AZURE_ACCOUNT_NAME', ref: azure?.accountName },
    { key: 'AccountKey', variable: 'CACHE_AZURE_ACCOUNT_KEY', ref: azure?.accountKey },
  ];
  return all.filter((each): each is FilledIn => each.ref !== undefined);
}

/** Returns what the cache credentials add to a `[[runners]]` section: a path, and what stands for a value. */
export function cacheCredentialsLayer(
  credentials: CheckedCacheCredentials,
  { cache }: CheckedRunner,
): object {
  const { gcs } = credentials;
  const store = cache?.Type;
  if (store !== 'gcs' && store !== 'azure') return {};
  if (gcs?.credentialsFile !== undefined && store === 'gcs')
    return { cache: { gcs: { CredentialsFile: `${GCS_DIRECTORY}/${GCS_FILE}` } } };
  // Beside a file the runner looks at no other key.
  if (cache?.gcs?.CredentialsFile !== undefined && store === 'gcs') return {};
  const values = filledInFromSecrets({ [store]: credentials[store] }).map(({ key, variable }) => [
    key,
    `$${variable}`,
  ]);
  return values.length === 0 ? {} : { cache: { [store]: Object.fromEntries(values) } };
}

/** Returns the variables from which the cloud SDKs in the manager read their credentials. */
export function cacheCredentialsEnv(document: CheckedDocument): EnvVar[] {
  const { s3, azure } = document.spec.cacheCredentials;
  const fromSecret = (name: string, ref: CheckedKeyOfSecret | undefined): EnvVar[] =>
    ref === undefined ? [] : [{ name, valueFrom: { secretKeyRef: { name: ref.name, key: ref.key } } }];
  const written = (name: string, value: string | undefined): EnvVar[] =>
    value === undefined ? [] : [{ name, value }];
  return [
    ...fromSecret('AWS_ACCESS_KEY_ID', s3?.accessKeyId),
    ...fromSecret('AWS_SECRET_ACCESS_KEY', s3?.secretAccessKey),
    ...fromSecret('AWS_SESSION_TOKEN', s3?.sessionToken),
    ...written('AZURE_TENANT_ID', azure?.tenantId),
    ...written('AZURE_CLIENT_ID', azure?.clientId),
    ...fromSecret('AZURE_CLIENT_SECRET', azure?.clientSecret),
  ];
}
