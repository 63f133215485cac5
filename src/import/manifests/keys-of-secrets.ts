import { own } from '../../core/data/own.ts';
import type { Path } from '../../core/data/path.ts';
import type { SecretKey } from '../config-toml/surroundings.ts';
import type { Setting } from '../draft.ts';
import type { KeyOf } from './files.ts';

/** Variables from which the SDKs of clouds take their credentials, and where the document has them. */
const CLOUD_VARIABLES: Readonly<Record<string, Path>> = {
  AWS_ACCESS_KEY_ID: ['spec', 'cacheCredentials', 's3', 'accessKeyId'],
  AWS_SECRET_ACCESS_KEY: ['spec', 'cacheCredentials', 's3', 'secretAccessKey'],
  AWS_SESSION_TOKEN: ['spec', 'cacheCredentials', 's3', 'sessionToken'],
  AZURE_TENANT_ID: ['spec', 'cacheCredentials', 'azure', 'tenantId'],
  AZURE_CLIENT_ID: ['spec', 'cacheCredentials', 'azure', 'clientId'],
  AZURE_CLIENT_SECRET: ['spec', 'cacheCredentials', 'azure', 'clientSecret'],
};

/** Whether a document has a place for a variable that gives credentials for caches. */
export function isCloudVariable(name: string): boolean {
  return Object.hasOwn(CLOUD_VARIABLES, name);
}

/** Returns the setting for such a variable. */
export function cloudSettings(
  name: string,
  {
    value,
    secret,
    from,
  }: { value?: string | undefined; secret?: SecretKey | undefined; from: Setting['from'] },
): readonly Setting[] {
  const path = own(CLOUD_VARIABLES, name);
  if (path === undefined) return [];
  const isText = path.at(-1) === 'tenantId' || path.at(-1) === 'clientId';
  if (isText) return value === undefined ? [] : [{ path, value, from }];
  return secret === undefined ? [] : [{ path, value: secret, from }];
}

/** Keys of a runner that name a file in the manager's container. */
export const FILE_KEYS = ['tls-ca-file', 'tls-cert-file', 'tls-key-file'] as const;

/** The results of a runner's keys for files, where the inputs show what is mounted there. */
export interface Files {
  readonly settings: readonly Setting[];
  /** Settings of the runners that these replace. */
  readonly replaced: ReadonlySet<Setting>;
}

/**
 * Replaces files that config.toml names by the Secrets and ConfigMaps that are mounted there: the document has a place
 * for a certificate authority, a client certificate, and a key file of Google. Where runners disagree, all stays as is.
 */
export function filesOf(settings: readonly Setting[], keyAt: (path: string) => KeyOf | undefined): Files {
  const found = (suffix: readonly string[]) =>
    settings.filter(
      ({ path }) =>
        path[1] === 'runners' &&
        suffix.every((part, index) => path[index + 3] === part) &&
        path.length === suffix.length + 3,
    );
  const one = (alike: readonly Setting[]): KeyOf | undefined => {
    const places = new Set(alike.map(({ value }) => value));
    const [place] = places;
    return places.size === 1 && typeof place === 'string' ? keyAt(place) : undefined;
  };
  const result: Setting[] = [];
  const replaced = new Set<Setting>();
  const take = (path: Path, value: unknown, ...alike: readonly (readonly Setting[])[]): void => {
    result.push({ path, value, from: alike[0]?.[0]?.from });
    for (const setting of alike.flat()) replaced.add(setting);
  };
  const [ca, certificate, key] = FILE_KEYS.map((name) => found([name])) as [Setting[], Setting[], Setting[]];
  const authority = one(ca);
  if (authority !== undefined) {
    const field = authority.kind === 'Secret' ? 'secretKeyRef' : 'configMapKeyRef';
    const { name } = authority;
    take(['spec', 'certificates', 'ca', field], { name, key: authority.key }, ca);
  }
  const [pem, privateKey] = [one(certificate), one(key)];
  if (
    pem?.kind === 'Secret' &&
    pem.name === privateKey?.name &&
    pem.key === 'tls.crt' &&
    privateKey.key === 'tls.key'
  )
    take(['spec', 'certificates', 'client', 'secretName'], pem.name, certificate, key);
  const files = found(['cache', 'gcs', 'CredentialsFile']);
  const file = one(files);
  if (file?.kind === 'Secret')
    take(['spec', 'cacheCredentials', 'gcs', 'credentialsFile'], { name: file.name, key: file.key }, files);
  return { settings: result, replaced };
}
