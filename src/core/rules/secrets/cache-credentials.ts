import { isFlagOn } from '../../config-toml/feature-flags.ts';
import type { CheckedCacheCredentials, CheckedRunner } from '../../generated/checked-types.ts';
import { idle, type Look, onDocument, type Row, table } from '../rule.ts';

type Store = keyof CheckedCacheCredentials;
type Document = Look<'document'>;

/** Whether a runner has its own credentials for a store and uses none of the document. */
const HAS_OWN: Readonly<Record<Store, (entry: CheckedRunner) => boolean>> = {
  s3: (entry) => {
    const { AuthenticationType, ServerAddress, AccessKey, SecretKey } = entry.cache?.s3 ?? {};
    return (
      AuthenticationType === 'access-key' ||
      Boolean(ServerAddress && AccessKey && SecretKey) ||
      isFlagOn(entry, 'FF_USE_LEGACY_S3_CACHE_ADAPTER')
    );
  },
  gcs: ({ cache }) => Boolean(cache?.gcs?.CredentialsFile ?? (cache?.gcs?.AccessID && cache.gcs.PrivateKey)),
  azure: ({ cache }) => Boolean(cache?.azure?.AccountKey),
};

/** The runners that use the credentials for a store. */
function takers({ spec }: Document, store: Store): [id: string, entry: CheckedRunner][] {
  return Object.entries(spec.runners).filter(
    ([, entry]) => entry.cache?.Type === store && !HAS_OWN[store](entry),
  );
}

/** Credentials that no cache uses: the runners' caches have another type, or credentials of their own. */
export const cacheCredentials = onDocument(
  table([
    untaken(
      's3',
      'none has a cache in S3, or only with keys, AuthenticationType access-key or the old client, which read config.toml alone',
    ),
    untaken('gcs', 'none has a cache in Google Cloud Storage, or only with credentials of its own'),
    untaken('azure', 'none has a cache in Azure, or only with an AccountKey in config.toml'),
    idle(
      'spec.cacheCredentials.azure.accountName',
      'each runner that uses the key sets `cache.azure.AccountName`',
      (look) => {
        const entries = takers(look, 'azure');
        return (
          entries.length > 0 && entries.every(([, { cache }]) => cache?.azure?.AccountName !== undefined)
        );
      },
    ),
  ]),
);

function untaken(store: Store, because: string): Row<Document> {
  return {
    code: 'NO_EFFECT',
    set: `spec.cacheCredentials.${store}`,
    isKey: true,
    when: (look) => takers(look, store).length === 0,
    message: `No runner uses these credentials: ${because}.`,
    help: `Set \`cache.Type: ${store}\` of a runner and leave its own credentials out.`,
  };
}

/**
 * Ways to log in to a store; a manager uses one. Each has the keys that belong together, and keys that may be added.
 */
const LOGINS = {
  gcs: [
    [['credentialsFile'], []],
    [['accessId', 'privateKey'], []],
  ],
  azure: [
    [['accountKey'], ['accountName']],
    [['tenantId', 'clientId', 'clientSecret'], []],
  ],
} as const satisfies Partial<Record<Store, readonly (readonly [string[], string[]])[]>>;

/** Credentials that are incomplete, or of two kinds. */
export const wholeCredentials = onDocument(({ spec, at, find }) => {
  for (const store of ['gcs', 'azure'] as const) {
    const given = Object.keys(spec.cacheCredentials[store] ?? {});
    const here = at.below('spec', 'cacheCredentials', store);
    const logins = LOGINS[store].map(([needed, more]) => ({
      needed,
      set: given.filter((key) => [...needed, ...more].includes(key as never)),
    }));
    const [first, second] = logins.filter(({ set }) => set.length > 0);
    if (first !== undefined && second !== undefined) {
      find(
        'EXCLUSIVE_KEYS',
        here.key(second.set[0]!),
        `${store} has ${first.set.join(', ')} and ${second.set.join(', ')}: these are two ways to log in.`,
        `Keep one of them: all runners of a manager log in to ${store} in the same way. ${OTHER_MANAGER}`,
      );
      continue;
    }
    for (const key of first?.needed ?? []) {
      if (given.includes(key)) continue;
      const message = `spec.cacheCredentials.${store} lacks the key "${key}", which belongs to ${first!.set.join(', ')}.`;
      find('MISSING_KEY', here.key(), message, 'Name the Secret and the key in it.');
    }
  }
});

const OTHER_MANAGER =
  'A runner that needs other credentials belongs in a document of its own, with another `metadata.name`: that is another manager.';

/** One set of credentials for stores that do not share any. */
export const oneSetOfCredentials = onDocument((look) => {
  const { spec, at, find } = look;
  const { s3, azure } = spec.cacheCredentials;
  if (azure?.accountKey !== undefined) {
    const told = stores(
      takers(look, 'azure').map(([id, { cache }]) => [
        id,
        cache?.azure?.AccountName === undefined
          ? 'the account of accountName'
          : `"${cache.azure.AccountName}"`,
      ]),
    );
    if (told !== undefined) {
      const message = `The key opens one storage account, and runners take it for several: ${told}.`;
      find('CONTRADICTION', at('spec', 'cacheCredentials', 'azure', 'accountKey'), message, OTHER_MANAGER);
    }
  }
  if (s3 !== undefined) {
    const told = stores(
      takers(look, 's3').map(([id, { cache }]) => [
        id,
        cache?.s3?.ServerAddress === undefined ? 'Amazon S3' : `"${cache.s3.ServerAddress}"`,
      ]),
    );
    if (told !== undefined) {
      const message = `The same access key goes to several stores: ${told}.`;
      find('UNUSUAL_VALUE', at.key('spec', 'cacheCredentials', 's3'), message, OTHER_MANAGER);
    }
  }
});

/** The stores of runners in words, where there are several. */
function stores(taken: readonly (readonly [id: string, store: string])[]): string | undefined {
  const first = new Map([...taken].reverse().map(([id, store]) => [store, `runner ${id} for ${store}`]));
  return first.size < 2 ? undefined : [...first.values()].sort().join(', ');
}
