/** Where a key that people look for in config.toml has gone, or how it is really written. */
export interface KnownElsewhere {
  /** Why the key is not here and what to do instead: one or two sentences. */
  readonly help: string;
  /** The key to write in the same place, if there is one. */
  readonly suggestion?: string;
}

const onServer = (what: string): KnownElsewhere => ({
  help: `${what} belongs to the runner in GitLab (Settings, CI/CD, Runners, or the API): config.toml never had it, and \`gitlab-runner register\` takes it only with the registration tokens of old.`,
});
const otherExecutor = (executor: string): KnownElsewhere => ({
  help: `This table configures the ${executor} executor. Jobs run with the Kubernetes executor here, whose settings stand under \`kubernetes\`.`,
});
const global: KnownElsewhere = {
  help: 'The key belongs to the whole manager: write it under `spec.config`.',
};

/**
 * Keys that are no keys of a runner's section, by name: those that GitLab keeps, those that the runner has
 * dropped, and spellings that stand in upstream's own documentation although the runner does not read them.
 */
export const knownElsewhere: Readonly<Record<string, KnownElsewhere>> = {
  tags: onServer('Which tags the runner takes'),
  tag_list: onServer('Which tags the runner takes'),
  run_untagged: onServer('Whether the runner takes jobs without tags'),
  locked: onServer('Whether the runner is locked to its projects'),
  access_level: onServer('Whether the runner takes jobs of protected branches alone'),
  maximum_timeout: onServer('The longest timeout of a job'),
  paused: onServer('Whether the runner is paused'),
  active: onServer('Whether the runner is paused'),
  description: {
    help: 'What GitLab shows is set there; the name in logs and metrics is `name`.',
    suggestion: 'name',
  },
  maintenance_note: onServer('The note for maintainers'),
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

  allowPrivilegeEscalation: {
    help: "The runner's keys have underscores.",
    suggestion: 'allow_privilege_escalation',
  },
  metric_queries: {
    help: 'The runner reads `queries`, and only for other executors.',
    suggestion: 'queries',
  },
  token_file: {
    help: 'The runner cannot read a token from a file. `token.secretKeyRef` takes it from a Secret.',
    suggestion: 'token',
  },

  concurrent: global,
  check_interval: global,
  log_level: global,
  log_format: global,
  listen_address: global,
  session_server: global,
  connection_max_age: global,
  shutdown_timeout: global,
  sentry_dsn: global,

  docker: otherExecutor('Docker'),
  machine: otherExecutor('Docker Machine'),
  instance: otherExecutor('instance'),
  ssh: otherExecutor('SSH'),
  parallels: otherExecutor('Parallels'),
  virtualbox: otherExecutor('VirtualBox'),
  custom: otherExecutor('custom'),
  autoscaler: { help: 'The autoscaler of this executor stands under `kubernetes.autoscaler`.' },
};
