import { encodeToml, type TomlTable } from '../config-toml/encode.ts';
import { layer } from '../config-toml/layer.ts';
import { contentHash } from '../data/hash.ts';
import { setOwn } from '../data/set-own.ts';
import type { BaseFacts } from './base-facts.ts';
import { holdsToken } from './tokens.ts';

/** config.toml and the object that carries it. */
export interface ConfigFile {
  readonly kind: 'ConfigMap' | 'Secret';
  /** Name of the object; with `configUpdate: rollout` it ends in a hash of the content. */
  readonly name: string;
  /** Changes with `[session_server]`, which a running manager never reads again; `undefined` where there is none. */
  readonly sessionHash: string | undefined;
  /** The file as data, in the order in which it is written. */
  readonly table: TomlTable;
  readonly toml: string;
}

/** Returns config.toml, and what carries it. */
export function configFile(resolved: BaseFacts): ConfigFile {
  const { metadata, spec, sessions, credentials } = resolved;
  const global = layer(
    layer({ ...(sessions.section && { session_server: sessions.section }) }, spec.config),
    spec.unchecked.config ?? {},
  ) as TomlTable;
  const table = configTable(global, resolved);
  const toml = encodeToml(table);
  const suffix = spec.configUpdate === 'rollout' ? `-${contentHash(toml)}` : '';
  return {
    kind: holdsToken(resolved) || credentials.config.length > 0 ? 'Secret' : 'ConfigMap',
    name: `${metadata.name}-config${suffix}`,
    sessionHash:
      global.session_server === undefined ? undefined : contentHash(JSON.stringify(global.session_server)),
    table,
    toml,
  };
}

/** The one table that config.toml is, with the identifying keys of a section first. */
function configTable(global: TomlTable, resolved: BaseFacts): TomlTable {
  const first = ['name', 'url', 'token', 'executor'];
  const sections = resolved.runners.map(({ section }) => sorted(section as unknown as TomlTable, first));
  return { ...sorted(global, []), runners: sections };
}

function sorted(table: TomlTable, first: readonly string[]): TomlTable {
  const result: Record<string, TomlTable[string]> = {};
  const add = (key: string): void => setOwn(result, key, sortedValue(table[key]!));
  for (const key of first) if (Object.hasOwn(table, key)) add(key);
  for (const key of Object.keys(table).sort()) if (!first.includes(key)) add(key);
  return result;
}

function sortedValue(value: TomlTable[string]): TomlTable[string] {
  if (Array.isArray(value)) return value.map(sortedValue);
  return typeof value === 'object' ? sorted(value as TomlTable, []) : value;
}
