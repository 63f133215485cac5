import { isMapping } from '../../data/is-mapping.ts';
import type { Path } from '../../data/path.ts';

/** Keys by which Kubernetes and its tools point at a Secret. */
const POINTERS = ['secretKeyRef', 'valueFrom', 'secretRef', 'secretName', 'existingSecret'];

/** What goes into config.toml. */
const SECTIONS: Path = ['config', 'runners', 'runnerDefaults'];

/** Where each key of a cache has its credential from, below `spec.cacheCredentials`. */
const CACHE_KEYS: Readonly<Record<string, string>> = {
  's3.AccessKey': 's3.accessKeyId',
  's3.SecretKey': 's3.secretAccessKey',
  's3.SessionToken': 's3.sessionToken',
  'gcs.AccessID': 'gcs.accessId',
  'gcs.PrivateKey': 'gcs.privateKey',
  'gcs.CredentialsFile': 'gcs.credentialsFile',
  'azure.AccountName': 'azure.accountName',
  'azure.AccountKey': 'azure.accountKey',
};

/** Returns what to do instead of a reference to a Secret where config.toml has a text; `undefined` for other values. */
export function secretReferenceHelp(path: Path, value: unknown): string | undefined {
  const [spec, section = '', ...below] = path;
  if (spec !== 'spec' || !SECTIONS.includes(section) || !isReference(value)) return undefined;
  const [cache, ...keys] = section === 'runners' ? below.slice(1) : below;
  const place = cache === 'cache' ? CACHE_KEYS[keys.join('.')] : undefined;
  const why = 'config.toml holds text, and the runner cannot look into a Secret.';
  return place === undefined
    ? `${why} Only the token and the credentials of caches come from Secrets.`
    : `${why} Remove the key and name the Secret in \`spec.cacheCredentials.${place}\`. It applies to all runners of the manager: a runner with other credentials belongs in a document of its own.`;
}

function isReference(value: unknown): boolean {
  if (!isMapping(value)) return false;
  const keys = Object.keys(value);
  return keys.some((key) => POINTERS.includes(key)) || keys.sort().join() === 'key,name';
}
