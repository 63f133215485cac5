import type { TomlTable } from '../config-toml/encode.ts';
import { layer } from '../config-toml/layer.ts';
import type { ConfigModel, RunnerSection } from '../config-toml/sections.ts';
import { dockerBuildsLayer } from '../docker-builds/index.ts';
import type { ResolvedGitLabRunner, ResolvedRunner } from '../generated/resolved-types.ts';
import { HAS_AUTOMOUNT_KEY, isAtLeast } from '../runner-release.ts';
import { cacheCredentialsLayer } from './cache-credentials.ts';
import { certificatesLayer } from './certificates.ts';
import { jobServiceAccountLayer } from './service-accounts.ts';
import { sessionLayer } from './session.ts';
import { tokenText } from './tokens.ts';

/**
 * Returns what config.toml will hold. Each section is laid in layers: defaults, then what the blocks of the
 * document call for, then the runner's own keys, then unchecked ones.
 */
export function configModel(document: ResolvedGitLabRunner): ConfigModel {
  const { spec } = document;
  const session = sessionLayer(document);
  const base = session ? { session_server: session } : {};
  return {
    global: layer(layer(base, spec.config), spec.unchecked.config ?? {}) as TomlTable,
    runners: Object.fromEntries(
      Object.entries(spec.runners).map(([id, runner]) => [id, runnerSection(document, id, runner)]),
    ),
  };
}

function runnerSection(document: ResolvedGitLabRunner, id: string, runner: ResolvedRunner): RunnerSection {
  const { metadata, spec } = document;
  const { token: _token, dockerBuilds: _dockerBuilds, ...own } = runner;
  const layers: readonly object[] = [
    {
      name: id,
      token: tokenText(document, id),
      executor: 'kubernetes',
      kubernetes: {
        namespace: spec.jobs.namespace ?? metadata.namespace,
        privileged: false,
        ...(isAtLeast(spec.version, HAS_AUTOMOUNT_KEY) && { automount_service_account_token: false }),
      },
    },
    dockerBuildsLayer(document, runner),
    jobServiceAccountLayer(document, runner.kubernetes),
    certificatesLayer(spec.certificates),
    cacheCredentialsLayer(spec.cacheCredentials, runner),
    own,
    spec.unchecked.runners?.[id] ?? {},
  ];
  return layers.reduce(layer) as RunnerSection;
}

/** Returns the model as the one table that config.toml is, with the identifying keys of a section first. */
export function configTable({ global, runners }: ConfigModel): TomlTable {
  const first = ['name', 'url', 'token', 'executor'];
  const sections = Object.values(runners).map((section) => sorted(section as unknown as TomlTable, first));
  return { ...sorted(global, []), runners: sections };
}

function sorted(table: TomlTable, first: readonly string[]): TomlTable {
  const rest = Object.keys(table).filter((key) => !first.includes(key));
  const keys = [...first.filter((key) => Object.hasOwn(table, key)), ...rest.sort()];
  return Object.fromEntries(keys.map((key) => [key, sortedValue(table[key]!)]));
}

function sortedValue(value: TomlTable[string]): TomlTable[string] {
  if (Array.isArray(value)) return value.map(sortedValue);
  return typeof value === 'object' ? sorted(value as TomlTable, []) : value;
}
