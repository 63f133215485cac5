import type { Path } from '../../data/path.ts';

/** Where a key that people look for has gone, or how it is really written. */
export interface KnownElsewhere {
  /** Why the key is not here and what to do instead: one or two sentences. */
  readonly help: string;
  /** The key to write in the same place, if there is one. */
  readonly suggestion?: string;
}

/** Returns what is known of a key that the mapping at the path does not have. */
export function knownElsewhere(path: Path, key: string): KnownElsewhere | undefined {
  const table = tableFor(path);
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function tableFor(path: Path): Readonly<Record<string, KnownElsewhere>> {
  const [spec, section, id, part] = path;
  if (spec !== 'spec') return {};
  if (path.at(-1) === 'secretKeyRef' || path.at(-1) === 'configMapKeyRef') return ofReference;
  if (section === 'cacheCredentials') return ofReference;
  if (section === 'metrics') return path.length === 2 ? ofMetrics : {};
  if (section === 'config') return ofConfig;
  if (section === 'runners' && id !== undefined) {
    if (part === 'kubernetes') return ofKubernetes;
    return part === 'token' ? ofToken : runnerKeysElsewhere;
  }
  return section === undefined || section === 'manager' ? ofManager : {};
}

const onServer = (what: string): KnownElsewhere => ({
  help: `GitLab keeps ${what}: set this on the runner there, under Settings, CI/CD, Runners, or with the API.`,
});

const otherExecutor = (executor: string): KnownElsewhere => ({
  help: `This table configures the ${executor} executor. Jobs run with the Kubernetes executor here, whose settings stand under \`kubernetes\`.`,
});

const ofConfig: Readonly<Record<string, KnownElsewhere>> = {
  metrics_server: { help: 'That was its name in old releases.', suggestion: 'listen_address' },
  runners: { help: 'Write the sections under `spec.runners`, each under an id of your own.' },
};

/**
 * Keys that are no keys of a runner's section, by name: those that GitLab keeps, those that the runner has
 * dropped, and spellings that stand in upstream's own documentation although the runner does not read them.
 */
export const runnerKeysElsewhere: Readonly<Record<string, KnownElsewhere>> = {
  tags: onServer('the tags of a runner'),
  tag_list: onServer('the tags of a runner'),
  run_untagged: onServer('whether a runner takes jobs without tags'),
  locked: onServer('whether a runner is locked to its projects'),
  access_level: onServer('whether a runner takes jobs of protected branches alone'),
  maximum_timeout: onServer("the longest timeout of a runner's jobs"),
  paused: onServer('whether a runner is paused'),
  active: onServer('whether a runner is paused'),
  maintenance_note: onServer('the note for maintainers'),
  description: {
    help: 'GitLab keeps the description that it shows. The name in logs and metrics is `name`.',
    suggestion: 'name',
  },
  registration_token: {
    help: 'Registration tokens are gone since GitLab 17.0. Create the runner in GitLab and use the token it shows, which begins with `glrt-`.',
    suggestion: 'token',
  },

  pre_clone_script: { help: 'The key ended with release 16.11.', suggestion: 'pre_get_sources_script' },
  post_clone_script: { help: 'The key ended with release 16.11.', suggestion: 'post_get_sources_script' },
  terminationGracePeriodSeconds: {
    help: 'The key ended with release 16.11. `pod_termination_grace_period_seconds` is the grace period of the pod, `cleanup_grace_period_seconds` the one with which the runner deletes it.',
    suggestion: 'pod_termination_grace_period_seconds',
  },

  metric_queries: {
    help: 'The runner reads `queries`, and only for other executors.',
    suggestion: 'queries',
  },
  token_file: {
    help: 'The runner cannot read a token from a file. `token.secretKeyRef` takes it from a Secret.',
    suggestion: 'token',
  },

  cacheCredentials: {
    help: 'It stands in `spec` and holds for all runners of the manager: a runner with other credentials belongs in a document of its own.',
  },

  docker: otherExecutor('Docker'),
  machine: otherExecutor('Docker Machine'),
  instance: otherExecutor('instance'),
  ssh: otherExecutor('SSH'),
  parallels: otherExecutor('Parallels'),
  virtualbox: otherExecutor('VirtualBox'),
  custom: otherExecutor('custom'),
  autoscaler: { help: 'The autoscaler of this executor stands under `kubernetes.autoscaler`.' },
};

const fromSecret: KnownElsewhere = {
  help: 'Write `secretKeyRef` with `name`, the Secret, and `key`, which is `token` by default.',
  suggestion: 'secretKeyRef',
};

const ofToken: Readonly<Record<string, KnownElsewhere>> = {
  valueFrom: { help: '`secretKeyRef` stands below `token` itself.', suggestion: 'secretKeyRef' },
  secretName: fromSecret,
  secret: fromSecret,
  existingSecret: fromSecret,
  name: fromSecret,
  key: fromSecret,
};

/** Keys of a reference to a key of a Secret or a ConfigMap. */
const ofReference: Readonly<Record<string, KnownElsewhere>> = {
  namespace: {
    help: "A pod reads only what lies in its own namespace: create the Secret in the manager's, and take this key out.",
  },
};

const ofMetrics: Readonly<Record<string, KnownElsewhere>> = {
  enabled: {
    help: 'Set `enabled` of `podMonitor`, `serviceMonitor` or `service`. The metrics port itself is `spec.config.listen_address`.',
  },
};

const ofKubernetes: Readonly<Record<string, KnownElsewhere>> = {
  ...runnerKeysElsewhere,
  resources: {
    help: 'Each amount has a key of its own: `cpu_request`, `cpu_limit`, `memory_request`, `memory_limit`; for helper containers with `helper_` before it.',
  },
};

/** Fields of a Deployment and its pod that have a place of their own here. */
const ofManager: Readonly<Record<string, KnownElsewhere>> = {
  serviceAccountName: { help: 'The account of the manager is `spec.serviceAccount.name`.' },
  serviceAccount: { help: 'The account of the manager is `spec.serviceAccount.name`.' },
  image: { help: 'The image of the manager is `spec.image`.' },
  imagePullPolicy: { help: 'The pull policy of the manager is `spec.image.pullPolicy`.' },
  imagePullSecrets: { help: 'The pull secrets of the manager are `spec.image.pullSecrets`.' },
  template: { help: 'The fields of the Pod stand directly under `spec.manager`.' },
  selector: { help: 'The selector follows from `metadata.name`.' },
};
