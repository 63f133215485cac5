import { isEqual } from '../../core/data/is-equal.ts';
import type { Path } from '../../core/data/path.ts';
import type { NeededSecret, Remark, Setting } from '../draft.ts';
import type { Origin } from '../read/located.ts';
import { type Entry, type Step, without } from './entry.ts';
import { hasPlaceholder } from './expansion.ts';
import { type Leaf, leafAt } from './leaves.ts';
import type { Surroundings } from './surroundings.ts';

/** A key of config.toml with a credential, where the document has it, and what our Secret calls it. */
interface Row {
  readonly key: string;
  readonly at: string;
  readonly secretKey: string;
  readonly holds: string;
  /** Whether the runner does without it. */
  readonly isOptional?: true;
}

/** The credentials of each store, and when the runner uses them. */
const STORES: readonly {
  readonly store: string;
  readonly rows: readonly Row[];
  readonly takes: (of: (key: string) => unknown) => boolean;
  readonly why: string;
}[] = [
  {
    store: 's3',
    rows: [
      {
        key: 'AccessKey',
        at: 'accessKeyId',
        secretKey: 'accesskey',
        holds: 'the access key id of the cache',
      },
      {
        key: 'SecretKey',
        at: 'secretAccessKey',
        secretKey: 'secretkey',
        holds: 'the secret access key of the cache',
      },
      {
        key: 'SessionToken',
        at: 'sessionToken',
        secretKey: 'sessiontoken',
        holds: 'the session token of the cache',
        isOptional: true,
      },
    ],
    takes: (of) =>
      String(of('AuthenticationType') ?? '').toLowerCase() === 'access-key' ||
      (of('AuthenticationType') === undefined && of('ServerAddress') !== undefined),
    why: 'The runner uses the keys only both together, and with a ServerAddress or the AuthenticationType access-key: it has used its cloud identity.',
  },
  {
    store: 'gcs',
    rows: [
      {
        key: 'AccessID',
        at: 'accessId',
        secretKey: 'gcs-access-id',
        holds: 'the mail of the service account',
      },
      {
        key: 'PrivateKey',
        at: 'privateKey',
        secretKey: 'gcs-private-key',
        holds: 'the private key of the service account',
      },
    ],
    takes: (of) => of('CredentialsFile') === undefined,
    why: 'The runner uses the mail and the key only both together, and where no CredentialsFile is: it has used another identity.',
  },
  {
    store: 'azure',
    rows: [
      {
        key: 'AccountKey',
        at: 'accountKey',
        secretKey: 'azure-account-key',
        holds: 'the key of the storage account',
      },
    ],
    takes: () => true,
    why: '',
  },
];

const ACCOUNT_NAME: Row = {
  key: 'AccountName',
  at: 'accountName',
  secretKey: 'azure-account-name',
  holds: 'the name of the storage account',
};

/** Takes the credentials of caches from Secrets, where all runners with a store of the kind have the same. */
export function withCacheCredentials(
  entries: readonly Entry[],
  { secretOf, name: base = 'gitlab-runner' }: Surroundings,
): Step {
  const settings: Setting[] = [];
  const remarks: Remark[] = [];
  const keys: Record<string, string> = {};
  let inClear: Origin | undefined;
  const gone = new Map<Entry, Path[]>(entries.map((entry) => [entry, []]));
  const lose = (entry: Entry, leaf: Leaf): void => {
    gone.get(entry)!.push(leaf.path);
  };

  for (const entry of entries) {
    const type = leafAt(entry.leaves, 'cache', 'Type');
    if (type === undefined || STORES.some(({ store }) => store === String(type.value).toLowerCase()))
      continue;
    for (const leaf of entry.leaves) if (leaf.path[0] === 'cache') lose(entry, leaf);
    remarks.push({
      kind: 'dead',
      from: type.from,
      subject: `${entry.id}: cache.Type`,
      text: 'The runner has no cache of this type, and caches nothing: a cache is in s3, gcs or azure.',
    });
  }

  for (const { store, rows: fixed, takes, why } of STORES) {
    const inStore = (entry: Entry, key: string): Leaf | undefined =>
      leafAt(entry.leaves, 'cache', store, key);
    const isName = (entry: Entry): boolean => {
      const name = inStore(entry, 'AccountName');
      return (
        name !== undefined && hasPlaceholder(String(name.value), ['spec', 'runners', entry.id, ...name.path])
      );
    };
    const rows = store === 'azure' && entries.some(isName) ? [ACCOUNT_NAME, ...fixed] : fixed;
    const found = (entry: Entry): (readonly [Row, Leaf])[] =>
      rows.flatMap((row) => {
        const leaf = inStore(entry, row.key);
        return leaf === undefined || (row === ACCOUNT_NAME && !isName(entry)) ? [] : [[row, leaf] as const];
      });
    const say = (entry: Entry, kind: Remark['kind'], text: string): void => {
      const [first] = found(entry);
      const leaf = first![1];
      remarks.push({
        kind,
        from: leaf.from,
        subject: `${entry.id}: ${leaf.path.slice(0, -1).join('.')}`,
        text,
      });
    };
    const users = entries.filter((entry) => leafAt(entry.leaves, 'cache', 'Type')?.value === store);
    const holders = entries.filter((entry) => found(entry).length > 0);
    const takers = holders.filter((entry) => {
      const own = found(entry);
      const isWhole = fixed.every(
        ({ key, isOptional }) => isOptional || own.some(([row]) => row.key === key),
      );
      const isTaken = users.includes(entry) && isWhole && takes((key) => inStore(entry, key)?.value);
      for (const [, leaf] of own) lose(entry, leaf);
      if (!isTaken)
        say(
          entry,
          'dead',
          `${users.includes(entry) ? why : `The cache is of another type than ${store}.`} The credentials are left out: rotate them if they are still good.`,
        );
      return isTaken;
    });
    const [first] = takers;
    if (first === undefined) continue;
    const valuesOf = (entry: Entry): unknown => found(entry).map(([{ key }, { value }]) => [key, value]);
    if (users.length > takers.length || takers.some((entry) => !isEqual(valuesOf(entry), valuesOf(first)))) {
      say(
        first,
        'decide',
        `The runners ${users.map(({ id }) => id).join(', ')} do not have the same credentials for their caches, and spec.cacheCredentials is one set for all of a document: give those with others a document of their own. The credentials are left out; rotate them.`,
      );
      continue;
    }
    for (const [{ at, secretKey, holds }, leaf] of found(first)) {
      const text = String(leaf.value);
      const known = secretOf?.(text);
      const ref = known ?? { name: `${base}-cache`, key: secretKey };
      const path = ['spec', 'cacheCredentials', store, at];
      settings.push({ path: [...path, 'name'], value: ref.name, from: leaf.from, comment: leaf.comment });
      settings.push({ path: [...path, 'key'], value: ref.key, from: leaf.from });
      if (known !== undefined) continue;
      keys[secretKey] = holds;
      if (!text.startsWith('$')) inClear ??= leaf.from;
    }
    for (const entry of takers) {
      const type = inStore(entry, 'AuthenticationType');
      if (store === 's3' && type !== undefined) lose(entry, type);
    }
  }
  const secrets: NeededSecret[] =
    Object.keys(keys).length === 0 ? [] : [{ name: `${base}-cache`, keys, ...(inClear && { inClear }) }];
  return {
    entries: entries.map((entry) => without(entry, gone.get(entry)!)),
    settings,
    remarks,
    secrets,
  };
}
