import { own } from '../../core/data/own.ts';
import type { Remark, Setting } from '../draft.ts';
import type { Container } from './managers.ts';

/** What the command line of a manager says beside that it runs. */
export interface Start {
  readonly settings: readonly Setting[];
  readonly remarks: readonly Remark[];
  /** Whether it registers the runner before it runs. */
  readonly isRegistering: boolean;
  /** The options of `gitlab-runner register`, as the variables that have the same effect. */
  readonly options: ReadonlyMap<string, string>;
  /** The variables that these name. */
  readonly variables: ReadonlySet<string>;
}

/** Options of `run`, and where the document has them; those without a place say nothing in a pod. */
const OPTIONS: Readonly<Record<string, readonly string[] | undefined>> = {
  'listen-address': ['spec', 'config', 'listen_address'],
  'metrics-server': ['spec', 'config', 'listen_address'],
  'log-level': ['spec', 'config', 'log_level'],
  'log-format': ['spec', 'config', 'log_format'],
  l: ['spec', 'config', 'log_level'],
  config: undefined,
  c: undefined,
  'working-directory': undefined,
  d: undefined,
  user: undefined,
  u: undefined,
  service: undefined,
  n: undefined,
  syslog: undefined,
};

/** Options of `register` whose variable is not their own name. */
const VARIABLES: Readonly<Record<string, string>> = {
  url: 'CI_SERVER_URL',
  u: 'CI_SERVER_URL',
  token: 'CI_SERVER_TOKEN',
  t: 'CI_SERVER_TOKEN',
  'registration-token': 'REGISTRATION_TOKEN',
  r: 'REGISTRATION_TOKEN',
  name: 'RUNNER_NAME',
  description: 'RUNNER_NAME',
  executor: 'RUNNER_EXECUTOR',
  'tag-list': 'RUNNER_TAG_LIST',
  limit: 'RUNNER_LIMIT',
  'request-concurrency': 'RUNNER_REQUEST_CONCURRENCY',
  'output-limit': 'RUNNER_OUTPUT_LIMIT',
  env: 'RUNNER_ENV',
  locked: 'REGISTER_LOCKED',
  'run-untagged': 'REGISTER_RUN_UNTAGGED',
  'access-level': 'REGISTER_ACCESS_LEVEL',
  'maximum-timeout': 'REGISTER_MAXIMUM_TIMEOUT',
  'maintenance-note': 'REGISTER_MAINTENANCE_NOTE',
  paused: 'REGISTER_PAUSED',
  'tls-ca-file': 'CI_SERVER_TLS_CA_FILE',
  'tls-cert-file': 'CI_SERVER_TLS_CERT_FILE',
  'tls-key-file': 'CI_SERVER_TLS_KEY_FILE',
  'template-config': 'TEMPLATE_CONFIG_FILE',
  'pre-get-sources-script': 'RUNNER_PRE_GET_SOURCES_SCRIPT',
  'pre-build-script': 'RUNNER_PRE_BUILD_SCRIPT',
  'post-build-script': 'RUNNER_POST_BUILD_SCRIPT',
  'builds-dir': 'RUNNER_BUILDS_DIR',
  'cache-dir': 'RUNNER_CACHE_DIR',
  'clone-url': 'CLONE_URL',
};

/** Words of a script that only bring config.toml to its place and start the manager. */
const HARMLESS =
  /^(?:set|cp|ln|mkdir|chmod|chown|cat|echo|sed|envsubst|exec|test|true|sleep|export|cd|mv|touch|if|then|fi|\[|else|exit|trap|wait|\w+=.*|"?\/?[\w/.-]*(?:entrypoint|gitlab-runner|dumb-init|tini)"?)$/;

/** Returns what the command line of a manager says. */
export function startOf({ data, words }: Container): Start {
  const from = data.at([words.length > 0 && 'command' in (data.value as object) ? 'command' : 'args']);
  const isScript = words.some((word) => /\s/.test(word.trim()));
  const line = words.map((word) => (isScript ? word : quoted(word))).join(' ');
  const register = /\bregister\b((?:\\\n|[^\n;&|])*)/.exec(line)?.[1];
  const run = /(?:^|[\s/;])run\b((?:\\\n|[^\n;&|])*)/.exec(line)?.[1] ?? (isScript ? '' : line);
  const settings: Setting[] = [];
  const remarks: Remark[] = [];
  const unknown: string[] = [];
  for (const [name, value] of optionsIn(run)) {
    const path = own(OPTIONS, name);
    if (name === 'debug') settings.push({ path: ['spec', 'config', 'log_level'], value: 'debug', from });
    else if (path !== undefined && !/[$`]/.test(value)) settings.push({ path, value, from });
    else if (!Object.hasOwn(OPTIONS, name)) unknown.push(`--${name}`);
  }
  if (unknown.length > 0)
    remarks.push({
      kind: 'changed',
      from,
      subject: 'gitlab-runner run',
      text: `The document starts the manager without ${unknown.join(', ')}. To change its command line, set spec.manager.args.`,
    });
  const others =
    isScript && register === undefined ? commandsIn(line).filter((word) => !HARMLESS.test(word)) : [];
  if (others.length > 0)
    remarks.push({
      kind: 'changed',
      from,
      subject: 'command',
      text: `A script starts the manager, and also runs ${[...new Set(others)].slice(0, 5).join(', ')}: the document only starts the manager. For the rest, add a container to spec.manager.initContainers.`,
    });
  return {
    settings,
    remarks,
    variables: new Set([...(register ?? '').matchAll(/\$\{?(\w+)/g)].map(([, name]) => name!)),
    isRegistering: register !== undefined,
    options: new Map(
      optionsIn(register ?? '').map(([name, value]) => [
        own(VARIABLES, name) ?? name.toUpperCase().replaceAll('-', '_'),
        value,
      ]),
    ),
  };
}

function quoted(word: string): string {
  return /\s/.test(word) ? `"${word}"` : word;
}

/** The options of a command line, each with its value, which is `true` for one that stands alone. */
function optionsIn(line: string): readonly (readonly [string, string])[] {
  const words = line.match(/(?:[^\s"'\\]|\\.|"[^"]*"|'[^']*')+/g) ?? [];
  return words.flatMap((word, index): readonly (readonly [string, string])[] => {
    const [, name, value] = /^--?([A-Za-z][\w-]*)(?:=([\s\S]*))?$/.exec(word) ?? [];
    if (name === undefined) return [];
    const next = words[index + 1];
    return [[name, bare(value ?? (next === undefined || next.startsWith('-') ? 'true' : next))]];
  });
}

function bare(value: string): string {
  return value.replace(/^(["'])([\s\S]*)\1$/, '$2');
}

/** The first words of a script's commands. */
function commandsIn(script: string): readonly string[] {
  return script
    .replace(/^.*?(?:\s-\w*c)\s+/s, '')
    .split(/\n|;|&&|\|\|?/)
    .map((command) =>
      command
        .trim()
        .split(/\s+/)[0]!
        .replace(/^["'({]+/, ''),
    )
    .filter((word) => word !== '' && !/^[#\\-]/.test(word));
}
