/**
 * Brings scripts/upstream/config-keys.json and feature-flags.json up to date with a checkout of gitlab-runner,
 * and prints what changed. Types come from the Go structs; a new key is taken to begin with the checkout's
 * release. What the structs do not say (enum, default, who requires a key) stays as it is and is written by hand.
 *
 *     npx tsx scripts/upstream/refresh-config-keys.ts CHECKOUT
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { type FoundFlag, type FoundKey, readConfigKeys, readFeatureFlags } from './read-config-keys.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A key of the list: what the structs say, the first release, and what was written by hand. */
export interface ListedKey extends FoundKey {
  /** First minor release whose structs have the key; `15.0` stands for that one and all before. */
  readonly since: string;
  readonly [fact: string]: unknown;
}

/** scripts/upstream/config-keys.json. */
export interface KeyList {
  /** Commit of gitlab-runner that the list was read from. */
  readonly commit: string;
  /** Minor release that this commit leads to. */
  readonly release: string;
  readonly removed: readonly { readonly path: string; readonly lastRelease: string }[];
  readonly keys: readonly ListedKey[];
}

/** Returns the list with the found keys in place of its own, and one line for each difference. */
export function refreshKeys(
  list: KeyList,
  found: readonly FoundKey[],
  source: { readonly commit: string; readonly release: string },
): { readonly list: KeyList; readonly changes: readonly string[] } {
  const old = new Map(list.keys.map((key) => [key.path, key]));
  const paths = new Set(found.map(({ path }) => path));
  const changes: string[] = [];
  const keys = found.map((key): ListedKey => {
    const before = old.get(key.path);
    if (!before) {
      changes.push(`+ ${key.path}: ${key.type}`);
      const { path, type, ...rest } = key;
      return { path, type, since: source.release, ...rest };
    }
    if (before.type !== key.type) changes.push(`~ ${key.path}: ${before.type} → ${key.type}`);
    const ofStructs = new Set(['nullable', 'registerEnv', 'refusesNull', 'jsonschema']);
    const facts = Object.entries(before).filter(([fact]) => !ofStructs.has(fact));
    return { ...Object.fromEntries(facts), ...key } as ListedKey;
  });
  const gone = list.keys.filter(({ path }) => !paths.has(path));
  changes.push(...gone.map(({ path, type }) => `- ${path}: ${type}`));
  const removed = [
    ...list.removed.filter(({ path }) => !paths.has(path)),
    ...gone.map(({ path }) => ({ path, lastRelease: list.release })),
  ];
  return { list: { ...source, removed, keys }, changes };
}

/** Returns one line for each flag that is new, gone or changed. */
export function compareFlags(before: readonly FoundFlag[], after: readonly FoundFlag[]): string[] {
  const describe = (flag: FoundFlag): string =>
    `${flag.default}${flag.deprecated ? ', deprecated' : ''}${flag.removedWith ? `, removed with ${flag.removedWith}` : ''}`;
  const old = new Map(before.map((flag) => [flag.name, describe(flag)]));
  const current = new Map(after.map((flag) => [flag.name, describe(flag)]));
  return [...new Set([...old.keys(), ...current.keys()])].flatMap((name) => {
    const [was, is] = [old.get(name), current.get(name)];
    if (was === is) return [];
    if (was === undefined) return [`+ ${name}: ${is}`];
    return is === undefined ? [`- ${name}: ${was}`] : [`~ ${name}: ${was} → ${is}`];
  });
}

/** Returns a list as the text of its file, in the layout that `npm run lint` asks for. */
export function fileText(name: string, list: unknown): string {
  const file = `scripts/upstream/${name}`;
  return execFileSync('node_modules/.bin/biome', ['format', '--stdin-file-path', file], {
    input: JSON.stringify(list),
    cwd: root,
    encoding: 'utf8',
  });
}

/** Brings the two files in the folder up to date, and returns one line for each difference. */
export function refresh(checkout: string, folder: string): readonly string[] {
  const read = <T>(name: string): T => JSON.parse(readFileSync(join(folder, name), 'utf8')) as T;
  const write = (name: string, list: unknown): void =>
    writeFileSync(join(folder, name), fileText(name, list));
  const [major, minor] = readFileSync(join(checkout, 'VERSION'), 'utf8').trim().split('.');
  const commit = execFileSync('git', ['-C', checkout, 'rev-parse', '--short=9', 'HEAD'], {
    encoding: 'utf8',
  }).trim();

  const { list, changes } = refreshKeys(read<KeyList>('config-keys.json'), readConfigKeys(checkout), {
    commit,
    release: `${major}.${minor}`,
  });
  const flags = readFeatureFlags(checkout);
  const flagChanges = compareFlags(read<FoundFlag[]>('feature-flags.json'), flags);
  write('config-keys.json', list);
  write('feature-flags.json', flags);
  return [...changes, ...flagChanges];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const checkout = process.argv[2];
  if (checkout === undefined) {
    console.error('Usage: tsx scripts/upstream/refresh-config-keys.ts CHECKOUT');
    process.exit(2);
  }
  console.log(refresh(checkout, join(root, 'scripts/upstream')).join('\n') || 'No difference.');
}
