import { plainPath } from '../../data/directory.ts';
import { valueAt } from '../../data/path.ts';
import { CONFIG_DIRECTORY, HOME } from '../../resolve/manager/parts.ts';
import { onDocument, onResolved } from '../rule.ts';

/** What has to have a name of its own in the manager's pod: what it is called, its list, and the key of the name. */
const NAMED = [
  ['volume', 'volumes', 'name'],
  ['mount path', 'volumeMounts', 'mountPath'],
  ['variable', 'env', 'name'],
  ['port', 'ports', 'name'],
  ['container', 'initContainers', 'name'],
  ['container', 'containers', 'name'],
] as const;

/** Names and paths in the manager's pod that its own parts, or containers that begin before others, have already taken. */
export const takenNames = onResolved(({ spec, manager: { own, pod }, at, find }) => {
  const nameOf = (part: unknown, key: string): unknown => {
    const name = valueAt(part, [key]);
    return key === 'mountPath' && typeof name === 'string' ? plainPath(name) : name;
  };
  const { initContainers = [], containers } = pod.spec!;
  const added = spec.manager.initContainers?.length ?? 0;
  const ownContainers = [...initContainers.slice(0, initContainers.length - added), containers[0]!];
  const before = {
    ...own,
    // Over a file of config.toml nothing may be mounted either.
    volumeMounts: [
      ...own.volumeMounts,
      ...[CONFIG_DIRECTORY, HOME].map((directory) => ({ mountPath: `${directory}/config.toml` })),
    ],
    initContainers: ownContainers,
    containers: [...ownContainers, ...(spec.manager.initContainers ?? [])],
  };
  for (const [what, list, key] of NAMED) {
    const entries = spec.manager[list] ?? [];
    if (entries.length === 0) continue;
    const taken = new Set(before[list].map((part) => nameOf(part, key)));
    entries.forEach((entry, index) => {
      const name = nameOf(entry, key);
      if (name === undefined || !taken.has(name)) return;
      find(
        'NAME_TAKEN',
        at('spec', 'manager', list, index, key),
        `The ${what} "${name}" is taken by the manager itself.`,
        'Use another one.',
      );
    });
  }
});

/** Variables that the manager reads as if they were flags, with what to do instead. */
const FLAGS: ReadonlyMap<string, string> = new Map([
  ['CONFIG_FILE', 'Remove it: the manager reads the config.toml that comes from the document.'],
  ['LISTEN_ADDRESS', 'Set `spec.config.listen_address`.'],
]);

/** The values of a flag, and what to call them. */
type FlagValues = readonly [allowed: RegExp, words: string];

const TRUTH: FlagValues = [/^(?:[TtFf01]|true|false|TRUE|FALSE|True|False)?$/, '`true` or `false`'];

/** Variables that the manager reads as flags of a few values: with any other it does not start. */
const FLAG_VALUES: ReadonlyMap<string, FlagValues> = new Map<string, FlagValues>([
  [
    'LOG_LEVEL',
    [/^(?:debug|info|warn(?:ing)?|error|fatal|panic|trace)$/i, 'debug, info, warn, error, fatal or panic'],
  ],
  ['LOG_FORMAT', [/^(?:runner|text|json)$/, 'runner, text or json']],
  ['RUNNER_DEBUG', TRUTH],
  ['LOG_SYSLOG', TRUTH],
]);

/** Variables by which the manager would not do what the document says, or not start. */
export const flagVariables = onDocument(({ spec: { manager }, at, find }) => {
  manager.env?.forEach(({ name, value = '', valueFrom }, index) => {
    if (FLAGS.has(name)) {
      find(
        'REFUSED_VALUE',
        at('spec', 'manager', 'env', index, 'name'),
        `The manager reads ${name} as a flag, which wins over what the document says and what its pod is made for.`,
        FLAGS.get(name),
      );
    }
    const [allowed, words] = FLAG_VALUES.get(name) ?? [];
    if (allowed === undefined || allowed.test(value)) return;
    // How another command uses a variable is not known, nor is the value of a variable from elsewhere.
    if (manager.command !== undefined || valueFrom !== undefined || value.includes('$(')) return;
    find(
      'REFUSED_VALUE',
      at('spec', 'manager', 'env', index, 'value'),
      `The manager reads ${name} as a flag, and with this value it does not start.`,
      `It accepts ${words}.`,
    );
  });
});

/**
 * Variables that only `gitlab-runner register` and `run-single` read, with the place for what they say. The kubelet itself
 * sets `KUBERNETES_SERVICE_…` and `KUBERNETES_PORT_…`, and the manager reads `RUNNER_DEBUG`.
 */
const AT_REGISTRATION: readonly (readonly [RegExp, string])[] = [
  [/^(?:CI_SERVER_TOKEN|REGISTRATION_TOKEN|RUNNER_TOKEN)$/, '`spec.runners.<id>.token`'],
  [/^CI_SERVER_URL$/, '`spec.runners.<id>.url`'],
  [/^CI_SERVER_TLS_/, '`spec.certificates`'],
  [/^CACHE_/, '`spec.runners.<id>.cache`, and its credentials in `spec.cacheCredentials`'],
  [/^KUBERNETES_(?!SERVICE_(?:HOST|PORT)|PORT)/, '`spec.runners.<id>.kubernetes`'],
  [/^FEATURE_FLAGS$/, '`spec.runners.<id>.feature_flags`'],
  [
    /^(?:REGISTER_|RUNNER_(?!DEBUG$|TOKEN_)|TEMPLATE_CONFIG_FILE$|CLONE_URL$|CUSTOM_BUILD_DIR_ENABLED$)/,
    '`spec.runners.<id>`; the tags and limits of a runner are set in GitLab',
  ],
];

/** Variables that no part of the manager reads. A command of its own may read any, and an address may name any. */
export const registerVariables = onDocument(({ spec, at, find }) => {
  if (spec.manager.command !== undefined) return;
  const urls = Object.values(spec.runners).map(({ url }) => url);
  spec.manager.env?.forEach(({ name }, index) => {
    const [, place] = AT_REGISTRATION.find(([pattern]) => pattern.test(name)) ?? [];
    if (place === undefined || urls.some((url) => url.includes(name))) return;
    find(
      'NO_EFFECT',
      at('spec', 'manager', 'env', index, 'name'),
      `${name} has no effect, because only \`gitlab-runner register\`, which is not used here, reads it.`,
      `Instead, set ${place}.`,
    );
  });
});

/** Where pods find the token of their ServiceAccount, unless they mount one there themselves. */
const ACCOUNT_DIRECTORY = '/var/run/secrets/kubernetes.io/serviceaccount';

/** A manager that is to create pods in its own cluster and has no token for it. */
export const accountToken = onResolved(({ spec, runners, at, find }) => {
  const { automountServiceAccountToken, volumeMounts = [] } = spec.manager;
  const local = runners.find(({ jobsIn }) => jobsIn !== 'another cluster');
  if (automountServiceAccountToken || local === undefined) return;
  if (volumeMounts.some(({ mountPath }) => plainPath(mountPath) === ACCOUNT_DIRECTORY)) return;
  find(
    'CONTRADICTION',
    at('spec', 'manager', 'automountServiceAccountToken'),
    `Runner "${local.id}" runs jobs in the manager's own cluster, and without the token of its ServiceAccount the manager can create no pods.`,
    `Remove the key, or mount a token at ${ACCOUNT_DIRECTORY}.`,
  );
});
