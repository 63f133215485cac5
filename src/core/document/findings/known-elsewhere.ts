import { own } from '../../data/own.ts';
import type { Path } from '../../data/path.ts';
import { flagsThatEnded, ofDockerExecutor } from './keys-of-docker.ts';

/** Where a key that people look for has gone, or how it is really written. */
export interface KnownElsewhere {
  /** Why the key is not here and what to do instead: one or two sentences. */
  readonly help?: string;
  /** The key to write in the same place, if there is one. */
  readonly suggestion?: string;
  /** The entry to write, where it has another form. */
  readonly example?: string;
  /** The suggested key accepts the same value and does the same. */
  readonly isRenamed?: true;
}

export type KnownKeys = Readonly<Record<string, KnownElsewhere>>;

/** Returns what is known of a key that the mapping at the path does not have. */
export function knownElsewhere(path: Path, key: string): KnownElsewhere | undefined {
  return own(tableFor(path), key);
}

function tableFor(path: Path): KnownKeys {
  const [spec, section, id] = path;
  if (spec !== 'spec') return {};
  if (path.at(-1) === 'secretKeyRef' || path.at(-1) === 'configMapKeyRef') return ofReference();
  if (section === 'runners' && id !== undefined) return ofRunner(path.slice(3));
  if (section === 'runnerDefaults') return ofRunner(path.slice(2));
  switch (section) {
    case undefined:
      return { ...ofManager(), ...keptByGitLab(), ...ofShared(), token: tokenOfRunner };
    case 'cacheCredentials':
      return path.length === 3 ? ofCredentials() : ofReference();
    case 'config':
      return ofConfig();
    case 'manager':
      return ofManager();
    case 'metrics':
      return path.length === 2 ? ofMetrics() : {};
    case 'sessionServer':
      return ofSessionServer();
    default:
      return {};
  }
}

function ofRunner([part, ...below]: Path): KnownKeys {
  switch (part) {
    case 'kubernetes':
      return below.length === 0 ? ofKubernetes() : {};
    case 'token':
      return ofToken();
    case 'feature_flags':
      return flagsThatEnded();
    case 'cache':
      return ofCache();
    default:
      return { ...ofDockerExecutor(), ...runnerKeysElsewhere() };
  }
}

/** What tools with a list of alike entries call the settings of all. */
const ofShared = (): KnownKeys => {
  const shared: KnownElsewhere = { suggestion: 'runnerDefaults' };
  return { defaults: shared, default: shared, common: shared, shared };
};

const onServer = (what: string): KnownElsewhere => ({
  help: `GitLab stores ${what}: change it there, under Settings, CI/CD, Runners, or with the API.`,
});

const otherExecutor = (executor: string): KnownElsewhere => ({
  help: `This table configures the ${executor} executor. Jobs run with the Kubernetes executor here, whose settings are under \`kubernetes\`.`,
});

const ofConfig = (): KnownKeys => ({
  metrics_server: {
    help: 'That was its name in old releases.',
    suggestion: 'listen_address',
    isRenamed: true,
  },
  prometheus_listen_address: { suggestion: 'listen_address' },
  runners: { help: 'Write the sections under `spec.runners`, each under an id of your own.' },
});

const keptByGitLab = (): KnownKeys => ({
  tags: onServer('the tags of a runner'),
  tag_list: onServer('the tags of a runner'),
  run_untagged: onServer('whether a runner runs jobs without tags'),
  locked: onServer('whether a runner is locked to its projects'),
  access_level: onServer('whether a runner runs only jobs of protected branches'),
  maximum_timeout: onServer("the longest timeout of a runner's jobs"),
  paused: onServer('whether a runner is paused'),
  active: onServer('whether a runner is paused'),
  maintenance_note: onServer('the note for maintainers'),
});

const tokenOfRunner: KnownElsewhere = {
  help: 'Each runner has its own. Put the token into a Secret, and name the Secret in `token.secretKeyRef` of the runner.',
};

const tokenFromSecret: KnownElsewhere = {
  help: 'The token comes from a Secret by `token.secretKeyRef`, with `name`, the Secret, and `key`.',
};

/**
 * Keys that a runner's section does not have, by name: those that GitLab keeps, those that the runner has dropped, and
 * spellings from upstream's own documentation that the runner does not read.
 */
export const runnerKeysElsewhere = (): KnownKeys => ({
  ...keptByGitLab(),
  description: {
    help: 'GitLab stores the description that it shows. The name in logs and metrics is `name`.',
    suggestion: 'name',
  },
  registration_token: {
    help: 'Registration tokens are deprecated, and off by default since GitLab 17.0: a manager cannot use one. Create the runner in GitLab and use the token it shows, which begins with `glrt-`.',
    suggestion: 'token',
  },
  pre_clone_script: {
    help: 'It was removed in release 17.0; 16.11 was the last one that read it.',
    suggestion: 'pre_get_sources_script',
    isRenamed: true,
  },
  post_clone_script: {
    help: 'It was removed in release 17.0; 16.11 was the last one that read it.',
    suggestion: 'post_get_sources_script',
    isRenamed: true,
  },
  terminationGracePeriodSeconds: {
    help: 'It was removed in release 17.0. Use `pod_termination_grace_period_seconds` for the grace period of the pod, and `cleanup_grace_period_seconds` for the one with which the runner deletes it.',
    suggestion: 'pod_termination_grace_period_seconds',
  },
  metric_queries: {
    help: 'The runner reads `queries`, and only for other executors.',
    suggestion: 'queries',
  },
  token_file: {
    help: 'The runner cannot read a token from a file. `token.secretKeyRef` reads it from a Secret.',
    suggestion: 'token',
  },
  secret: tokenFromSecret,
  secretName: tokenFromSecret,
  existingSecret: tokenFromSecret,
  env: { help: 'A list with an entry `NAME=value` for each variable.', suggestion: 'environment' },
  variables: { help: 'A list with an entry `NAME=value` for each variable.', suggestion: 'environment' },
  ca: { suggestion: 'tls-ca-file' },
  ca_file: { suggestion: 'tls-ca-file' },
  tls_ca: { suggestion: 'tls-ca-file' },

  cacheCredentials: {
    help: 'It is in `spec` and applies to all runners of the manager: a runner with other credentials belongs in a document of its own.',
  },

  docker: otherExecutor('Docker'),
  machine: otherExecutor('Docker Machine'),
  instance: otherExecutor('instance'),
  ssh: otherExecutor('SSH'),
  parallels: otherExecutor('Parallels'),
  virtualbox: otherExecutor('VirtualBox'),
  custom: otherExecutor('custom'),
  autoscaler: { help: 'The autoscaler of this executor is under `kubernetes.autoscaler`.' },
});

const ofToken = (): KnownKeys => {
  const fromSecret: KnownElsewhere = {
    help: 'Write `secretKeyRef` with `name`, the Secret, and `key`, which is `token` by default.',
    suggestion: 'secretKeyRef',
  };
  return {
    valueFrom: { help: '`secretKeyRef` is below `token` itself.', suggestion: 'secretKeyRef' },
    secretName: fromSecret,
    secret: fromSecret,
    existingSecret: fromSecret,
    name: fromSecret,
    key: fromSecret,
  };
};

/** Keys of a reference to a key of a Secret or a ConfigMap. */
const ofReference = (): KnownKeys => ({
  namespace: {
    help: "A pod reads only what lies in its own namespace: create the Secret in the manager's, and remove this key.",
  },
});

/** Keys of a set of credentials that would name one Secret for all of them. */
const ofCredentials = (): KnownKeys => {
  const each: KnownElsewhere = {
    help: 'Each key names the Secret and the key to read from it: `{name: s3-cache, key: accesskey}`.',
  };
  return {
    ...ofReference(),
    secretName: each,
    secret: each,
    existingSecret: each,
    secretKeyRef: each,
    name: each,
  };
};

const ofCache = (): KnownKeys => ({
  Endpoint: { suggestion: 'ServerAddress' },
  endpoint: { suggestion: 'ServerAddress' },
  Bucket: { suggestion: 'BucketName' },
  bucket: { suggestion: 'BucketName' },
  Region: { suggestion: 'BucketLocation' },
  region: { suggestion: 'BucketLocation' },
  secretName: { help: 'Credentials of the cache from a Secret are under `spec.cacheCredentials`.' },
  secretKeyRef: { help: 'Credentials of the cache from a Secret are under `spec.cacheCredentials`.' },
});

const ofMetrics = (): KnownKeys => ({
  enabled: {
    help: 'Set `enabled` of `podMonitor`, `serviceMonitor` or `service`. The metrics port itself is `spec.config.listen_address`.',
  },
});

const ofSessionServer = (): KnownKeys => ({
  clusterIP: {
    help: 'The cluster gives this Service its address: remove the key. The address that GitLab gets is `spec.config.session_server.advertise_address`.',
  },
});

const VARIABLES_OF_JOBS: KnownElsewhere = {
  help: 'Variables of jobs are `environment`, beside `kubernetes`: a list with an entry `NAME=value` for each.',
};

/** Kubernetes' and the Docker executor's own names for what `[runners.kubernetes]` names otherwise. */
export const ofKubernetes = (): KnownKeys => ({
  ...ofDockerExecutor(),
  ...runnerKeysElsewhere(),
  resources: {
    help: 'Each amount has a key of its own: `cpu_request`, `cpu_limit`, `memory_request`, `memory_limit`; for helper containers with `helper_` before it.',
  },
  requests: {
    help: 'Each amount has a key of its own: `cpu_request`, `memory_request`, `ephemeral_storage_request`.',
  },
  limits: {
    help: 'Each amount has a key of its own: `cpu_limit`, `memory_limit`, `ephemeral_storage_limit`.',
  },
  cpu: { help: 'The amounts are `cpu_request` and `cpu_limit`.' },
  tolerations: {
    help: 'The runner accepts a mapping: `key=value` of the taint, or `key` alone, with its effect.',
    suggestion: 'node_tolerations',
    example: 'node_tolerations: {dedicated=ci: NoSchedule}',
  },
  image_pull_policy: { suggestion: 'pull_policy', example: 'pull_policy: if-not-present' },
  imagePullPolicy: { suggestion: 'pull_policy', example: 'pull_policy: if-not-present' },
  serviceAccountName: { suggestion: 'service_account' },
  service_account_name: { suggestion: 'service_account' },
  labels: { suggestion: 'pod_labels' },
  annotations: { suggestion: 'pod_annotations' },
  lifecycle: {
    suggestion: 'container_lifecycle',
    example: 'container_lifecycle: {pre_stop: {exec: {command: [sync]}}}',
  },
  securityContext: {
    help: 'It is `pod_security_context` for the pod, and `build_container_security_context` for the container of the job, with keys such as `run_as_user`.',
  },
  volumeMounts: {
    help: 'A volume and its mount are one entry of `volumes`.',
    example: 'volumes: {empty_dir: [{name: cache, mount_path: /cache}]}',
  },
  env: VARIABLES_OF_JOBS,
  variables: VARIABLES_OF_JOBS,
  builds: { help: 'The directory is `builds_dir`, beside `kubernetes`.' },
  hostNetwork: throughPodSpec('hostNetwork: true'),
  host_network: throughPodSpec('hostNetwork: true'),
  topologySpreadConstraints: throughPodSpec(
    'topologySpreadConstraints: [{maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway}]',
  ),
  initContainers: throughPodSpec('initContainers: [{name: prepare, image: busybox}]'),
  init_containers: throughPodSpec('initContainers: [{name: prepare, image: busybox}]'),
});

function throughPodSpec(patch: string): KnownElsewhere {
  return {
    help: 'The runner has no key for it, but patches the pod of a job: with `pod_spec`, and FF_USE_ADVANCED_POD_SPEC_CONFIGURATION on.',
    example: `pod_spec: [{patch: ${JSON.stringify(patch)}}]`,
  };
}

/** Fields of a Deployment and its pod that have a place of their own here. */
const ofManager = (): KnownKeys => ({
  serviceAccountName: { help: 'The account of the manager is `spec.serviceAccount.name`.' },
  serviceAccount: { help: 'The account of the manager is `spec.serviceAccount.name`.' },
  image: { help: 'The image of the manager is `spec.image`.' },
  imagePullPolicy: { help: 'The pull policy of the manager is `spec.image.pullPolicy`.' },
  imagePullSecrets: { help: 'The pull secrets of the manager are `spec.image.pullSecrets`.' },
  template: { help: 'The fields of the Pod are directly under `spec.manager`.' },
  selector: { help: 'The selector follows from `metadata.name`.' },
  clusterIP: { help: 'It is a key of a Service; the one of the metrics port is `spec.metrics.service`.' },
});
