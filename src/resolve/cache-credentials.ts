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

/** Returns what the cache credentials add to a `[[runners]]` section: the path of the mounted key file. */
export function cacheCredentialsLayer({ gcs }: CheckedCacheCredentials, { cache }: CheckedRunner): object {
  if (!gcs || cache?.Type !== 'gcs') return {};
  return { cache: { gcs: { CredentialsFile: `${GCS_DIRECTORY}/${GCS_FILE}` } } };
}

/** Returns the variables from which the cloud SDKs in the manager take their credentials. */
export function cacheCredentialsEnv(document: CheckedDocument): EnvVar[] {
  const { s3, azure } = document.spec.cacheCredentials;
  const fromSecret = (name: string, ref: CheckedKeyOfSecret): EnvVar => ({
    name,
    valueFrom: { secretKeyRef: { name: ref.name, key: ref.key } },
  });
  return [
    ...(s3
      ? [
          fromSecret('AWS_ACCESS_KEY_ID', s3.accessKeyId),
          fromSecret('AWS_SECRET_ACCESS_KEY', s3.secretAccessKey),
          ...(s3.sessionToken ? [fromSecret('AWS_SESSION_TOKEN', s3.sessionToken)] : []),
        ]
      : []),
    ...(azure
      ? [
          { name: 'AZURE_TENANT_ID', value: azure.tenantId },
          { name: 'AZURE_CLIENT_ID', value: azure.clientId },
          fromSecret('AZURE_CLIENT_SECRET', azure.clientSecret),
        ]
      : []),
  ];
}
