import { parse, stringify, type TomlTable } from 'smol-toml';

import type { Path } from '../../src/core/data/path.ts';
import { renderConfigToml } from '../../src/index.ts';
import { everyKey } from '../support/every-key.ts';

type Value = TomlTable[string];

/** A change of config.toml at one key, made the same way in the document. */
export interface Mutation {
  /** From the top of config.toml. */
  readonly path: Path;
  /** What is there instead. Nothing: the key is gone. */
  readonly value: Value | undefined;
}

/** What is changed, by the name of the change: a value, from the one that was there, where it applies to that. */
type Change = (value: Value) => Value | undefined;

const text =
  (change: (value: string) => string): Change =>
  (value) =>
    typeof value === 'string' ? change(value) : value;
const number =
  (changed: number): Change =>
  (value) =>
    typeof value === 'number' ? changed : value;
const list =
  (change: (value: Value[]) => Value[]): Change =>
  (value) =>
    Array.isArray(value) && typeof value[0] !== 'object' ? change(value) : value;

export const changes = {
  'no text': text(() => ''),
  'any text': text(() => 'no such value'),
  'other case': text((value) => value.toUpperCase()),
  'blanks around': text((value) => ` ${value} `),
  'long text': text((value) => value.padEnd(300, 'x')),

  zero: number(0),
  negative: number(-1),
  huge: number(2 ** 40),
  'other answer': (value) => (typeof value === 'boolean' ? !value : value),
  'empty list': list(() => []),
  'everything twice': list((value) => [...value, ...value]),
  'empty item': list((value) => value.map((one) => (typeof one === 'string' ? '' : 0))),
  'any item': list((value) => value.map((one) => (typeof one === 'string' ? 'no such value' : -1))),
  nothing: (value) => (typeof value === 'object' && !Array.isArray(value) ? value : undefined),
  'number for text': (value) => (typeof value === 'string' ? 7 : value),
  'text for another type': (value) =>
    typeof value === 'number' || typeof value === 'boolean' ? String(value) : value,
} satisfies Readonly<Record<string, Change>>;

/** The config.toml with every key. */
export const base: TomlTable = parse(renderConfigToml(everyKey()));

/** A place whichever runner and entry of a list it is in. */
export const placeOf = (path: Path): string => path.filter((part) => typeof part === 'string').join('.');

/** Keys that the document writes itself: `metadata`, `spec.runners` and the API say the same. */
const own = ['runners', 'runners.name', 'runners.token', 'runners.executor'];

/** A mutation for each key that the change applies to, once for keys that several runners or entries have. */
export function mutations(change: Change): readonly Mutation[] {
  const found = new Map<string, Mutation>();
  const visit = (owner: object, path: Path): void => {
    for (const [name, value] of Object.entries(owner) as [string, Value][]) {
      const here = [...path, Array.isArray(owner) ? Number(name) : name];
      const place = placeOf(here);
      const changed = Array.isArray(owner) ? value : change(value);
      if (changed !== value && !own.includes(place) && !found.has(place)) {
        found.set(place, { path: here, value: changed });
      } else if (typeof value === 'object' && !(value instanceof Date)) visit(value, here);
    }
  };
  visit(base, []);
  return [...found.values()];
}

/** The config.toml with some mutations. */
export function mutated(some: readonly Mutation[]): TomlTable {
  const table = structuredClone(base);
  for (const { path, value } of some) {
    const parts = path.slice(0, -1);
    const owner = parts.reduce<Value>((above, part) => (above as TomlTable)[part]!, table) as TomlTable;
    const key = path.at(-1)!;
    if (value === undefined) delete owner[key];
    else owner[key] = value;
  }
  return table;
}

export const tomlOf = (table: TomlTable): string => stringify(table);

/** The document that says the same as a config.toml, key by key. */
export function documentOf({ runners, ...config }: TomlTable): object {
  const entries = (runners as TomlTable[]).map(({ executor: _, token: __, ...entry }, index) => [
    index,
    { ...entry, token: { secretKeyRef: { name: 'token', key: 'token' } } },
  ]);
  return {
    apiVersion: 'gitlab-runner-manifests.dev/v1alpha1',
    kind: 'GitLabRunner',
    metadata: { name: 'gitlab-runner', namespace: 'ci' },
    spec: { version: '19.4.0', config, runners: Object.fromEntries(entries) },
  };
}
