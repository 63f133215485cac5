/** What becomes of a value of the chart that somebody has set. */
export type Becomes = 'copied' | 'part' | 'gitlab' | 'dead' | 'changed';

interface RowShape {
  /** Path in the chart's values. */
  readonly value: string;
  /** Places in the document; the first is the one to which it is copied. */
  readonly here: readonly string[];
  /** Why there is none, or what differs. An import says it of what it does not copy. */
  readonly remark?: string;
  /** First release of the chart that has it, where that is later than the list. */
  readonly since?: string;
  /** What holds in the chart where nothing is said. */
  readonly theirs?: unknown;
  /** Whether an import writes that where nothing is said, as something else holds in a document. */
  readonly keeps?: true;
  /** `copied` where nothing is said; `part`: see the parts that read it; else the kind of an import's remark. */
  readonly becomes?: Becomes;
}

interface SectionShape {
  readonly title: string;
  readonly intro?: string;
  readonly rows: readonly RowShape[];
}

/**
 * Every value of GitLab's Helm chart 0.86.0, and those that releases up to 0.94.0 added: where it went. The page
 * docs/from-helm-chart.md, what findings say of such a value, and what an import does with it follow from here.
 */
const SECTIONS = [
  {
    title: 'Names and image',
    rows: [
      {
        value: 'namespace',
        here: ['metadata.namespace'],
        remark: 'Applies to every object of the manager. Job namespaces: `spec.jobs`.',
        becomes: 'part',
      },
      {
        value: 'nameOverride',
        here: ['metadata.name'],
        remark: 'One name for everything; there is no chart name to replace a part of.',
        becomes: 'part',
      },
      { value: 'fullnameOverride', here: ['metadata.name'], becomes: 'part' },
      {
        value: 'image.registry',
        here: ['spec.image.repository'],
        remark: 'One key for registry and path: `registry.example.com/mirror/gitlab-runner`.',
        theirs: 'registry.gitlab.com',
        becomes: 'part',
      },
      {
        value: 'image.image',
        here: ['spec.image.repository'],
        theirs: 'gitlab-org/gitlab-runner',
        becomes: 'part',
      },
      {
        value: 'image.repository',
        here: ['spec.image.repository'],
        remark: 'The new name of `image.image`.',
        since: '0.94.0',
        theirs: 'gitlab-org/gitlab-runner',
        becomes: 'part',
      },
      {
        value: 'image.tag',
        here: ['spec.image.tag', 'spec.image.digest', 'spec.version'],
        remark: '`version` gives the tag unless `tag` is set; a digest has a field of its own.',
        theirs: 'alpine-v{appVersion}',
        becomes: 'part',
      },
      {
        value: 'useTini',
        here: ['spec.image.flavor'],
        remark:
          'The flavor of the image decides which init program it has. To use another one, set `spec.manager.command`.',
        theirs: false,
        becomes: 'part',
      },
      { value: 'imagePullPolicy', here: ['spec.image.pullPolicy'], theirs: 'IfNotPresent' },
      { value: 'imagePullSecrets', here: ['spec.image.pullSecrets'], becomes: 'part' },
    ],
  },
  {
    title: 'Pod and Deployment',
    rows: [
      {
        value: 'replicas',
        here: ['spec.manager.replicas'],
        remark:
          '`concurrent` counts per replica. More than one is an error with a session server, because GitLab has to reach the manager that runs the job.',
        becomes: 'part',
      },
      {
        value: 'revisionHistoryLimit',
        here: ['spec.manager.revisionHistoryLimit'],
        remark: '0 is possible.',
        theirs: 10,
      },
      { value: 'strategy', here: ['spec.manager.strategy'] },
      {
        value: 'terminationGracePeriodSeconds',
        here: ['spec.manager.terminationGracePeriodSeconds'],
        remark:
          'The default is 3900 seconds instead of 3600, so a job of one hour can finish. An import keeps 3600.',
        theirs: 3600,
        keeps: true,
      },
      {
        value: 'probeTimeoutSeconds',
        here: ['spec.manager.livenessProbe.timeoutSeconds', 'spec.manager.readinessProbe.timeoutSeconds'],
        remark:
          'Each probe has its own timeout, with a default of 5 seconds instead of 4. Needs the metrics port.',
        theirs: 4,
        becomes: 'part',
      },
      {
        value: 'livenessProbe',
        here: ['spec.manager.livenessProbe'],
        remark:
          'Merged with the default probe: numbers one by one; an action replaces the default one. The default probe asks the metrics port and never GitLab, and there is none without that port; the chart runs `gitlab-runner verify`.',
      },
      {
        value: 'livenessProbe.initialDelaySeconds',
        here: ['spec.manager.livenessProbe.initialDelaySeconds'],
        remark:
          'A startup probe replaces the long delay: `spec.manager.startupProbe`. Like all numbers of probes, it needs the metrics port: if `spec.config.listen_address` is empty, a probe without an action of its own is an error.',
        theirs: 60,
      },
      {
        value: 'livenessProbe.periodSeconds',
        here: ['spec.manager.livenessProbe.periodSeconds'],
        remark: 'The default is 20 instead of 60: the check costs nothing.',
        theirs: 60,
      },
      {
        value: 'livenessProbe.successThreshold',
        here: ['spec.manager.livenessProbe.successThreshold'],
        remark: 'Kubernetes allows only 1.',
        theirs: 1,
      },
      {
        value: 'livenessProbe.failureThreshold',
        here: ['spec.manager.livenessProbe.failureThreshold'],
        remark: 'The default is 6 instead of 3.',
        theirs: 3,
      },
      {
        value: 'livenessProbe.terminationGracePeriodSeconds',
        here: ['spec.manager.livenessProbe.terminationGracePeriodSeconds'],
        remark: 'Without it, Kubernetes waits as long for a manager that hangs as for one that drains.',
      },
      {
        value: 'livenessProbe.enabled',
        here: ['spec.manager.livenessProbe'],
        remark:
          'To remove the probe, set an empty mapping: `livenessProbe: {}`. The default probe does not fail when GitLab is down.',
        since: '0.94.0',
        theirs: true,
        becomes: 'part',
      },
      {
        value: 'readinessProbe',
        here: ['spec.manager.readinessProbe'],
        remark: 'Merged with the default probe, like the livenessProbe.',
      },
      {
        value: 'readinessProbe.initialDelaySeconds',
        here: ['spec.manager.readinessProbe.initialDelaySeconds'],
        remark:
          'There is no delay by default, instead of 60: a manager is ready as soon as its port answers. Needs the metrics port, like the livenessProbe.',
        theirs: 60,
      },
      {
        value: 'readinessProbe.periodSeconds',
        here: ['spec.manager.readinessProbe.periodSeconds'],
        remark: 'The default is 10 instead of 60.',
        theirs: 60,
      },
      {
        value: 'readinessProbe.successThreshold',
        here: ['spec.manager.readinessProbe.successThreshold'],
        theirs: 1,
      },
      {
        value: 'readinessProbe.failureThreshold',
        here: ['spec.manager.readinessProbe.failureThreshold'],
        theirs: 3,
      },
      {
        value: 'securityContext',
        here: ['spec.manager.securityContext'],
        remark: 'Merged with the hardened default: keys that you do not set keep it.',
        theirs: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: false,
          runAsNonRoot: true,
          privileged: false,
          capabilities: { drop: ['ALL'] },
        },
      },
      {
        value: 'securityContext.allowPrivilegeEscalation',
        here: ['spec.manager.securityContext.allowPrivilegeEscalation'],
        remark: 'The default is false.',
        theirs: false,
      },
      {
        value: 'securityContext.readOnlyRootFilesystem',
        here: ['spec.manager.securityContext.readOnlyRootFilesystem'],
        remark: 'The default is true instead of false; the home directory and /tmp are writable volumes.',
        theirs: false,
      },
      {
        value: 'securityContext.runAsNonRoot',
        here: ['spec.manager.securityContext.runAsNonRoot'],
        remark: 'The default is true.',
        theirs: true,
      },
      {
        value: 'securityContext.privileged',
        here: ['spec.manager.securityContext.privileged'],
        remark: 'The default is false.',
        theirs: false,
      },
      {
        value: 'securityContext.capabilities.drop',
        here: ['spec.manager.securityContext.capabilities.drop'],
        remark: 'The default drops all. Your list replaces the default. You can also set `add`.',
        theirs: ['ALL'],
      },
      {
        value: 'podSecurityContext.runAsUser',
        here: ['spec.manager.podSecurityContext.runAsUser'],
        remark:
          'The default depends on `spec.image.flavor`; the chart uses 100 for each image. The config directory is the same for every user.',
        theirs: 100,
        keeps: true,
      },
      {
        value: 'podSecurityContext.fsGroup',
        here: ['spec.manager.podSecurityContext.fsGroup'],
        remark: 'The default depends on `spec.image.flavor`; the chart uses 65533 for each image.',
        theirs: 65533,
        keeps: true,
      },
      {
        value: 'podSecurityContext.runAsGroup',
        here: ['spec.manager.podSecurityContext.runAsGroup'],
        remark: 'The default depends on `spec.image.flavor`.',
      },
      {
        value: 'podSecurityContext.supplementalGroups',
        here: ['spec.manager.podSecurityContext.supplementalGroups'],
      },
      {
        value: 'resources',
        here: ['spec.manager.resources'],
        remark:
          'There are default requests and limits, which the chart does not have. Your `requests` or `limits` replace the default ones. To remove limits, set `limits: {}`.',
        becomes: 'part',
      },
      {
        value: 'affinity',
        here: ['spec.manager.affinity'],
        remark: 'An empty mapping has no effect in the chart, and is not copied.',
      },
      {
        value: 'topologySpreadConstraints',
        here: ['spec.manager.topologySpreadConstraints'],
        remark:
          "A list. By default, managers are spread over nodes. To turn that off, set an empty list. The chart's empty mapping has no effect.",
      },
      {
        value: 'nodeSelector',
        here: ['spec.manager.nodeSelector'],
        remark: 'Merged with the default, `kubernetes.io/os: linux`.',
      },
      { value: 'tolerations', here: ['spec.manager.tolerations'] },
      { value: 'runtimeClassName', here: ['spec.manager.runtimeClassName'] },
      { value: 'priorityClassName', here: ['spec.manager.priorityClassName'] },
      { value: 'schedulerName', here: ['spec.manager.schedulerName'] },
      { value: 'hostname', here: ['spec.manager.hostname'] },
      { value: 'hostAliases', here: ['spec.manager.hostAliases'] },
      {
        value: 'envVars',
        here: ['spec.manager.env'],
        remark:
          'As in Kubernetes, with `valueFrom`. Settings of config.toml go to `spec.config` and `spec.runners`.',
        becomes: 'part',
      },
      {
        value: 'extraEnv',
        here: ['spec.manager.env'],
        remark: 'A list of `name` and `value`.',
        becomes: 'part',
      },
      {
        value: 'extraEnvFrom',
        here: ['spec.manager.env'],
        remark: 'A list of `name` and `valueFrom`.',
        becomes: 'part',
      },
      { value: 'extraEnvFromRefs', here: ['spec.manager.envFrom'] },
      { value: 'deploymentAnnotations', here: ['spec.manager.annotations'] },
      { value: 'deploymentLabels', here: ['spec.manager.labels'] },
      { value: 'podAnnotations', here: ['spec.manager.podAnnotations'] },
      { value: 'podLabels', here: ['spec.manager.podLabels'] },
      {
        value: 'deploymentLifecycle',
        here: ['spec.manager.lifecycle'],
        remark: 'Your `preStop` replaces the default hook, which drains the manager.',
      },
      {
        value: 'preEntrypointScript',
        here: ['spec.manager.initContainers', 'spec.manager.command'],
        remark:
          'The manager starts the runner without a shell. Prepare files in an init container, or set your own command.',
        becomes: 'part',
      },
      {
        value: 'automountServiceAccountToken',
        here: ['spec.manager.automountServiceAccountToken'],
        remark: 'The default is true: the manager needs the token to create job pods.',
      },
      { value: 'volumes', here: ['spec.manager.volumes'], becomes: 'part' },
      { value: 'volumeMounts', here: ['spec.manager.volumeMounts'], becomes: 'part' },
      { value: 'extraContainers', here: ['spec.manager.containers'] },
      {
        value: 'initContainers',
        here: ['spec.manager.initContainers'],
        remark: 'Name not verified.',
        since: '0.92.0',
      },
      {
        value: 'hpa',
        here: ['spec.autoscaling'],
        remark:
          "Set `spec.autoscaling.enabled`. The default metric is `gitlab_runner_jobs` of the pods; the chart's is CPU.",
        becomes: 'part',
      },
      { value: 'hpa.minReplicas', here: ['spec.autoscaling.minReplicas'], theirs: 1 },
      {
        value: 'hpa.maxReplicas',
        here: ['spec.autoscaling.maxReplicas'],
        remark: 'The default is 3 instead of 1.',
        theirs: 1,
        keeps: true,
      },
      {
        value: 'hpa.metrics',
        here: ['spec.autoscaling.metrics'],
        remark: 'In the form of `autoscaling/v2`. `spec.autoscaling.behavior` sets how fast it scales.',
        becomes: 'part',
      },
    ],
  },
  {
    title: 'Token and registration',
    intro:
      'The chart registers the runner each time a pod starts. This package uses the token of a runner that you create in GitLab, so a pod starts without a request to GitLab. GitLab stores the tags and other settings of such runners.',
    rows: [
      { value: 'gitlabUrl', here: ['spec.runners.*.url'], remark: 'It is required.', becomes: 'part' },
      {
        value: 'runnerToken',
        here: ['spec.runners.*.token.secretKeyRef', 'spec.runners.*.token.value'],
        remark:
          "`secretKeyRef` names a Secret that you create, which keeps the token out of version control. It can be the chart's Secret, with the key `runner-token`. `value` becomes a Secret that is rendered.",
        becomes: 'part',
      },
      {
        value: 'runnerRegistrationToken',
        here: [],
        remark:
          'GitLab 17.0 and later refuses registration tokens unless an administrator allows them. Create a runner in GitLab and use its token.',
        becomes: 'part',
      },
      {
        value: 'unregisterRunners',
        here: [],
        remark:
          'Managers do not register runners, so there is nothing to unregister. GitLab shows a manager that is gone as stale, and removes it later.',
        theirs: true,
        becomes: 'part',
      },
      {
        value: 'runners.secret',
        here: ['spec.runners.*.token.secretKeyRef'],
        remark:
          'Any name and key. In a Secret of the chart the key is `runner-token`; `runner-registration-token` is not needed.',
        becomes: 'part',
      },
      {
        value: 'runners.name',
        here: ['spec.runners.*.name'],
        remark: 'The default is the key of the entry under `spec.runners`.',
        becomes: 'part',
      },
      {
        value: 'runners.executor',
        here: ['spec.runners.*.executor'],
        remark: 'Always `kubernetes`.',
        theirs: 'kubernetes',
        becomes: 'part',
      },
      { value: 'runners.tags', here: [], remark: 'Set the tags of the runner in GitLab.', becomes: 'gitlab' },
      {
        value: 'runners.locked',
        here: [],
        remark: 'Set it on the runner in GitLab.',
        theirs: true,
        becomes: 'gitlab',
      },
      {
        value: 'runners.runUntagged',
        here: [],
        remark: 'Set it on the runner in GitLab.',
        becomes: 'gitlab',
      },
      { value: 'runners.protected', here: [], remark: 'Set it on the runner in GitLab.', becomes: 'gitlab' },
      {
        value: 'runners.maximumTimeout',
        here: [],
        remark: 'Set it on the runner in GitLab.',
        becomes: 'gitlab',
      },
    ],
  },
  {
    title: 'config.toml',
    intro:
      'Every key of config.toml has the same name in the document, so you can convert a template to YAML key by key.',
    rows: [
      {
        value: 'concurrent',
        here: ['spec.config.concurrent'],
        remark: 'The chart uses 10 by default, and so does an import. It is the number for each replica.',
        theirs: 10,
        keeps: true,
      },
      { value: 'shutdown_timeout', here: ['spec.config.shutdown_timeout'], theirs: 0 },
      { value: 'checkInterval', here: ['spec.config.check_interval'], theirs: 3 },
      { value: 'logLevel', here: ['spec.config.log_level'], theirs: 'info' },
      { value: 'logFormat', here: ['spec.config.log_format'] },
      { value: 'sentryDsn', here: ['spec.config.sentry_dsn'] },
      { value: 'connectionMaxAge', here: ['spec.config.connection_max_age'] },
      {
        value: 'runners.config',
        here: ['spec.runners.*'],
        remark:
          'One entry for each `[[runners]]`. Every key is checked, and there is no template. For keys that the schema does not know yet, use `spec.unchecked`.',
        becomes: 'part',
      },
      {
        value: 'runners.configPath',
        here: [],
        remark:
          'A file inside the image cannot be checked, and the permissions that it needs cannot be derived. Put its content under `spec.runners`.',
        becomes: 'part',
      },
      {
        value: 'runners.configOverride',
        here: ['spec.config', 'spec.runners', 'spec.unchecked'],
        remark: 'The document is the whole config.toml, with as many runners as you like.',
        since: '0.89.0',
        becomes: 'part',
      },
      {
        value: 'runners.jobNamespace',
        here: ['spec.jobs.namespace'],
        remark:
          'For a single runner, use `spec.runners.*.kubernetes.namespace`. The namespace is rendered too unless `spec.jobs.create` is false.',
        becomes: 'part',
      },
      {
        value: 'runners.namespace',
        here: ['spec.jobs.namespace'],
        remark: 'The chart only warns about it.',
        becomes: 'dead',
      },
      {
        value: 'configMapLabels',
        here: ['metadata.labels'],
        remark:
          'Name not verified. These labels are for all objects. For the ConfigMap alone, use a patch in the resource layer.',
        since: '0.89.0',
        becomes: 'changed',
      },
    ],
  },
  {
    title: 'Cache, certificates and files',
    rows: [
      {
        value: 'certsSecretName',
        here: ['spec.certificates.ca.secretKeyRef', 'spec.certificates.client'],
        remark:
          'The chart mounts the whole Secret, and the runner uses `<host>.crt` for the host of `gitlabUrl`, and `<host>.auth.crt` with `<host>.auth.key` as its own certificate. The document names the key instead. The CA can also come from a ConfigMap: `spec.certificates.ca.configMapKeyRef`. For jobs, set `spec.certificates.inJobs`.',
        becomes: 'part',
      },
      {
        value: 'runners.cache',
        here: ['spec.runners.*.cache'],
        remark: "Settings of the cache, under the runner's own key names.",
        becomes: 'part',
      },
      {
        value: 'runners.cache.secretName',
        here: ['spec.cacheCredentials'],
        remark:
          "It names the Secret and its keys. The keys in the chart's Secret: for S3 `accesskey` and `secretkey` in `s3`. For Google the key file `gcs-applicaton-credentials-file`, which is spelt so, or `gcs-application-credentials-file`, in `gcs.credentialsFile`; without one `gcs-access-id` and `gcs-private-key` in `gcs.accessId` and `gcs.privateKey`. For Azure `azure-account-name` and `azure-account-key` in `azure.accountName` and `azure.accountKey`.",
        becomes: 'part',
      },
      {
        value: 'runners.cache.disableGlobalCredentialsExport',
        here: ['spec.cacheCredentials'],
        remark:
          'Only credentials that you name there are used. Credentials for a single runner: `spec.runners.*.cache`.',
        since: '0.89.0',
        theirs: false,
        becomes: 'part',
      },
      {
        value: 'secrets',
        here: ['spec.manager.volumes', 'spec.manager.volumeMounts'],
        remark:
          'Use a projected volume at /secrets. The token and the credentials of the cache are not in it.',
        becomes: 'part',
      },
      {
        value: 'configMaps',
        here: ['spec.extraObjects', 'spec.manager.volumes'],
        remark:
          'Add your own ConfigMap, and mount it at /configmaps or where you need it. The rendered ConfigMap contains only config.toml.',
        becomes: 'part',
      },
      {
        value: 'extraObjects',
        here: ['spec.extraObjects'],
        remark: 'A mapping, so an overlay can change a single object. It is not a template.',
        becomes: 'part',
      },
    ],
  },
  {
    title: 'Session server',
    rows: [
      {
        value: 'sessionServer.enabled',
        here: ['spec.sessionServer.enabled'],
        remark: 'It is an error with more than one replica or with autoscaling.',
        theirs: false,
        becomes: 'part',
      },
      { value: 'sessionServer.annotations', here: ['spec.sessionServer.service.annotations'] },
      { value: 'sessionServer.labels', here: ['spec.sessionServer.service.labels'], since: '0.94.0' },
      { value: 'sessionServer.timeout', here: ['spec.config.session_server.session_timeout'], theirs: 1800 },
      {
        value: 'sessionServer.internalPort',
        here: ['spec.config.session_server.listen_address'],
        remark: 'The container port follows from it.',
        theirs: 8093,
        becomes: 'part',
      },
      { value: 'sessionServer.externalPort', here: ['spec.sessionServer.service.port'], theirs: 9000 },
      {
        value: 'sessionServer.nodePort',
        here: ['spec.sessionServer.service.nodePort'],
        remark:
          'A fixed port. The manager does not ask the API server for a port, so set the address yourself: `spec.config.session_server.advertise_address`.',
        becomes: 'part',
      },
      {
        value: 'sessionServer.publicIP',
        here: ['spec.config.session_server.advertise_address'],
        remark:
          'If you set `spec.sessionServer.service.loadBalancerIP` or `spec.sessionServer.ingress.host`, the address is derived from it.',
        becomes: 'part',
      },
      {
        value: 'sessionServer.loadBalancerSourceRanges',
        here: ['spec.sessionServer.service.loadBalancerSourceRanges'],
      },
      {
        value: 'sessionServer.serviceType',
        here: ['spec.sessionServer.service.type'],
        remark: '`ClusterIP` by default behind an Ingress, `LoadBalancer` otherwise, as in the chart.',
        theirs: 'LoadBalancer',
        becomes: 'part',
      },
      {
        value: 'sessionServer.externalTrafficPolicy',
        here: ['spec.sessionServer.service.externalTrafficPolicy'],
      },
      {
        value: 'sessionServer.internalTrafficPolicy',
        here: ['spec.sessionServer.service.internalTrafficPolicy'],
      },
      {
        value: 'sessionServer.ingress.enabled',
        here: ['spec.sessionServer.ingress.enabled'],
        theirs: false,
        becomes: 'part',
      },
      { value: 'sessionServer.ingress.className', here: ['spec.sessionServer.ingress.className'] },
      {
        value: 'sessionServer.ingress.annotations',
        here: ['spec.sessionServer.ingress.annotations'],
        remark: 'The controller has to pass TLS through.',
      },
      {
        value: 'sessionServer.ingress.tls',
        here: ['spec.sessionServer.ingress.tls'],
        remark: 'Empty by default: the session server speaks TLS itself.',
        theirs: [{ secretName: 'gitlab-runner-session-server' }],
        becomes: 'part',
      },
    ],
  },
  {
    title: 'Permissions and service account',
    rows: [
      {
        value: 'rbac.create',
        here: ['spec.rbac.create'],
        remark: 'true instead of false; the permissions follow from the document.',
        theirs: false,
        becomes: 'part',
      },
      {
        value: 'rbac.rules',
        here: ['spec.rbac.extraRules'],
        remark:
          "Your rules are added to those that the document needs. The chart grants `*` on the core group where the list is empty, and `*` where a rule lacks resources or verbs; here nothing is `*` unless you write it. `spec.rbac.permissions` can use the full list of GitLab's documentation instead.",
        becomes: 'part',
      },
      {
        value: 'rbac.clusterWideAccess',
        here: ['spec.jobs.namespaces'],
        remark:
          'List the namespaces that jobs may use: the manager gets a Role in each. A ClusterRole is rendered only where a setting cannot work without one, such as `spec.runners.*.kubernetes.namespace_per_job`, or for `spec.rbac.extraClusterRules`.',
        theirs: false,
        becomes: 'part',
      },
      {
        value: 'rbac.generatedServiceAccountName',
        here: ['spec.serviceAccount.name'],
        remark: 'Counts where `rbac.create` is on and `serviceAccount` says nothing.',
        becomes: 'part',
      },
      {
        value: 'rbac.serviceAccountName',
        here: ['spec.serviceAccount.name'],
        remark:
          'Counts only where `rbac.create` is off and `serviceAccount` says nothing. With `spec.serviceAccount.create: false` for an existing one; the chart uses the account `default` where it is empty.',
        becomes: 'part',
      },
      { value: 'rbac.serviceAccountAnnotations', here: ['spec.serviceAccount.annotations'], becomes: 'part' },
      { value: 'rbac.imagePullSecrets', here: ['spec.serviceAccount.imagePullSecrets'], becomes: 'part' },
      {
        value: 'rbac.podSecurityPolicy.enabled',
        here: [],
        remark:
          'PodSecurityPolicy was removed in Kubernetes 1.25. Namespaces have Pod Security labels instead: `spec.namespace.podSecurity`, `spec.jobs.podSecurity`.',
        theirs: false,
        becomes: 'part',
      },
      {
        value: 'rbac.podSecurityPolicy.resourceNames',
        here: [],
        remark: 'PodSecurityPolicy was removed in Kubernetes 1.25.',
        theirs: ['gitlab-runner'],
        becomes: 'dead',
      },
      {
        value: 'serviceAccount.create',
        here: ['spec.serviceAccount.create'],
        remark: 'The default is true; in the chart it is the value of `rbac.create`.',
        becomes: 'part',
      },
      { value: 'serviceAccount.name', here: ['spec.serviceAccount.name'], becomes: 'part' },
      {
        value: 'serviceAccount.annotations',
        here: ['spec.serviceAccount.annotations'],
        remark: 'For identities of EKS, GKE and Azure. Values are not templates.',
        becomes: 'part',
      },
      {
        value: 'serviceAccount.imagePullSecrets',
        here: ['spec.serviceAccount.imagePullSecrets'],
        becomes: 'part',
      },
    ],
  },
  {
    title: 'Metrics',
    rows: [
      {
        value: 'metrics.enabled',
        here: ['spec.config.listen_address'],
        remark:
          'On by default, because the probes ask this port. `listen_address: ""` turns off metrics and probes. Prometheus finds it through a monitor; the annotations `prometheus.io/scrape` and `prometheus.io/port` of the chart go to `spec.manager.podAnnotations`.',
        theirs: false,
        becomes: 'part',
      },
      {
        value: 'metrics.portName',
        here: [],
        remark: 'Always `metrics`; monitors and policies refer to it.',
        theirs: 'metrics',
        becomes: 'changed',
      },
      {
        value: 'metrics.port',
        here: ['spec.config.listen_address'],
        remark: 'The container port follows from it.',
        theirs: 9252,
        becomes: 'part',
      },
      {
        value: 'metrics.serviceMonitor.enabled',
        here: ['spec.metrics.serviceMonitor.enabled'],
        remark: 'Needs the Service: `spec.metrics.service.enabled`. Prefer the PodMonitor.',
        theirs: false,
      },
      {
        value: 'metrics.serviceMonitor.namespace',
        here: ['spec.metrics.serviceMonitor.namespace'],
        remark: 'It selects managers in their own namespace, wherever the monitor is.',
      },
      { value: 'metrics.serviceMonitor.labels', here: ['spec.metrics.serviceMonitor.labels'] },
      { value: 'metrics.serviceMonitor.annotations', here: ['spec.metrics.serviceMonitor.annotations'] },
      { value: 'metrics.serviceMonitor.interval', here: ['spec.metrics.serviceMonitor.interval'] },
      {
        value: 'metrics.serviceMonitor.scheme',
        here: [],
        remark: 'The manager serves metrics over plain HTTP only, so there is nothing to set.',
        becomes: 'changed',
      },
      {
        value: 'metrics.serviceMonitor.tlsConfig',
        here: [],
        remark: 'The manager serves metrics over plain HTTP only, so there is nothing to set.',
        becomes: 'changed',
      },
      {
        value: 'metrics.serviceMonitor.path',
        here: [],
        remark: 'The manager serves metrics at /metrics only.',
        becomes: 'changed',
      },
      {
        value: 'metrics.serviceMonitor.metricRelabelings',
        here: ['spec.metrics.serviceMonitor.metricRelabelings'],
        remark: 'Plain values, no templates.',
      },
      { value: 'metrics.serviceMonitor.relabelings', here: ['spec.metrics.serviceMonitor.relabelings'] },
      { value: 'metrics.serviceMonitor.jobLabel', here: ['spec.metrics.serviceMonitor.jobLabel'] },
      {
        value: 'metrics.podMonitor.enabled',
        here: ['spec.metrics.podMonitor.enabled'],
        remark: 'It is rendered even if the cluster does not have this kind of object.',
        theirs: false,
      },
      {
        value: 'metrics.podMonitor.namespace',
        here: ['spec.metrics.podMonitor.namespace'],
        remark: 'It selects managers in their own namespace, wherever the monitor is.',
      },
      { value: 'metrics.podMonitor.labels', here: ['spec.metrics.podMonitor.labels'] },
      { value: 'metrics.podMonitor.annotations', here: ['spec.metrics.podMonitor.annotations'] },
      { value: 'metrics.podMonitor.interval', here: ['spec.metrics.podMonitor.interval'] },
      {
        value: 'metrics.podMonitor.scheme',
        here: [],
        remark: 'The manager serves metrics over plain HTTP only, so there is nothing to set.',
        becomes: 'changed',
      },
      {
        value: 'metrics.podMonitor.tlsConfig',
        here: [],
        remark: 'The manager serves metrics over plain HTTP only, so there is nothing to set.',
        becomes: 'changed',
      },
      {
        value: 'metrics.podMonitor.path',
        here: [],
        remark: 'The manager serves metrics at /metrics only.',
        becomes: 'changed',
      },
      {
        value: 'metrics.podMonitor.metricRelabelings',
        here: ['spec.metrics.podMonitor.metricRelabelings'],
        remark: 'Plain values, no templates.',
      },
      { value: 'metrics.podMonitor.relabelings', here: ['spec.metrics.podMonitor.relabelings'] },
      { value: 'metrics.podMonitor.jobLabel', here: ['spec.metrics.podMonitor.jobLabel'] },
    ],
  },
  {
    title: 'Service of the metrics port',
    rows: [
      { value: 'service.enabled', here: ['spec.metrics.service.enabled'], theirs: false },
      {
        value: 'service.type',
        here: ['spec.metrics.service.type'],
        remark: 'The port also serves profiling data without a password: keep it inside the cluster.',
        theirs: 'ClusterIP',
      },
      { value: 'service.labels', here: ['spec.metrics.service.labels'] },
      { value: 'service.annotations', here: ['spec.metrics.service.annotations'] },
      { value: 'service.clusterIP', here: ['spec.metrics.service.clusterIP'] },
      { value: 'service.externalIPs', here: ['spec.metrics.service.externalIPs'] },
      { value: 'service.loadBalancerIP', here: ['spec.metrics.service.loadBalancerIP'] },
      { value: 'service.loadBalancerSourceRanges', here: ['spec.metrics.service.loadBalancerSourceRanges'] },
      { value: 'service.metrics.nodePort', here: ['spec.metrics.service.nodePort'] },
      { value: 'service.additionalPorts', here: ['spec.metrics.service.additionalPorts'] },
      { value: 'service.externalTrafficPolicy', here: ['spec.metrics.service.externalTrafficPolicy'] },
      { value: 'service.internalTrafficPolicy', here: ['spec.metrics.service.internalTrafficPolicy'] },
    ],
  },
] as const satisfies readonly SectionShape[];

export const sections: readonly SectionShape[] = SECTIONS;

/** Path of a value of the chart. */
export type ChartValue = (typeof SECTIONS)[number]['rows'][number]['value'];

/** What the table says of a value. */
export interface Row extends RowShape {
  readonly value: ChartValue;
}

/** The rows of the table, by the paths of the values. */
export const rows: ReadonlyMap<string, Row> = new Map(
  SECTIONS.flatMap((section) => section.rows as readonly Row[]).map((row) => [row.value, row]),
);

/** The switches of the chart without which a value has no effect, by what its path begins with. The first that fits counts. */
export const SWITCHES: readonly (readonly [string, readonly ChartValue[]])[] = [
  ['metrics.serviceMonitor', ['metrics.enabled', 'service.enabled', 'metrics.serviceMonitor.enabled']],
  ['metrics.podMonitor', ['metrics.enabled', 'metrics.podMonitor.enabled']],
  ['service', ['metrics.enabled', 'service.enabled']],
  ['sessionServer.ingress', ['sessionServer.enabled', 'sessionServer.ingress.enabled']],
  ['sessionServer', ['sessionServer.enabled']],
];

/** What the chart does without a value that says so, or says in another way. */
interface Silent {
  readonly what: string;
  readonly here: readonly string[];
  readonly remark: string;
  /** What an import writes of it that does not follow from config.toml. */
  readonly writes?: Readonly<Record<string, unknown>>;
}

/** The same in words and settings. */
export const silent: readonly Silent[] = [
  {
    what: 'No Namespace is rendered',
    here: ['spec.namespace.create', 'spec.jobs.create'],
    remark: 'By default a Namespace is rendered, with Pod Security labels. An import turns that off.',
    writes: { 'spec.namespace.create': false },
  },
  {
    what: 'Jobs can use the token of their ServiceAccount',
    here: ['spec.runners.*.kubernetes.automount_service_account_token'],
    remark: 'The default is false, so jobs cannot use the API server. An import keeps it on.',
  },
  {
    what: 'Requests and limits of the manager',
    here: ['spec.manager.resources'],
    remark: 'The chart sets none. An import removes our limits, with `limits: {}`, and leaves the requests.',
  },
  {
    what: 'Pod and container of the manager',
    here: ['spec.manager.podSecurityContext', 'spec.manager.securityContext'],
    remark:
      'Also after an import, the seccomp profile is RuntimeDefault, the root filesystem is read-only, and service links are off.',
  },
  {
    what: 'Labels and selector',
    here: ['spec.manager.podLabels'],
    remark:
      'The chart selects by `app`, and the selector of a Deployment cannot be changed. So the new Deployment has another name, or you delete the old one first. If your policies or monitors select by labels, add those to `podLabels`.',
  },
  {
    what: 'Names of objects',
    here: ['metadata.name'],
    remark:
      'The chart uses the names of the release and of the chart, `ci-gitlab-runner`, or the name of the release alone if it contains the name of the chart.',
  },
  {
    what: 'Privileged jobs',
    here: ['spec.runners.*.kubernetes.privileged', 'spec.dockerBuilds'],
    remark:
      'It is a key of the template in `runners.config`. `runners.privileged` has had no effect since chart 0.40.',
  },
  {
    what: 'Empty mappings',
    here: [],
    remark:
      'They have no effect in the chart. In the document, an empty `livenessProbe`, `lifecycle`, `limits` or `topologySpreadConstraints` removes the default. An import does not copy them.',
  },
];

/** Keys of the chart that have had no effect since the template came, and the key of a runner that does the same. */
export const LEGACY: Readonly<Record<string, string>> = {
  'runners.privileged': 'kubernetes.privileged',
  'runners.image': 'kubernetes.image',
  'runners.imagePullPolicy': 'kubernetes.pull_policy',
  'runners.imagePullSecrets': 'kubernetes.image_pull_secrets',
  'runners.requestConcurrency': 'request_concurrency',
  'runners.outputLimit': 'output_limit',
  'runners.cloneUrl': 'clone_url',
  'runners.buildsDir': 'builds_dir',
  'runners.pollTimeout': 'kubernetes.poll_timeout',
  'runners.serviceAccountName': 'kubernetes.service_account',
  'runners.nodeSelector': 'kubernetes.node_selector',
  'runners.nodeTolerations': 'kubernetes.node_tolerations',
  'runners.podLabels': 'kubernetes.pod_labels',
  'runners.podAnnotations': 'kubernetes.pod_annotations',
  'runners.podSecurityContext': 'kubernetes.pod_security_context',
  'runners.env': 'environment',
  'runners.builds.cpuLimit': 'kubernetes.cpu_limit',
  'runners.builds.cpuLimitOverwriteMaxAllowed': 'kubernetes.cpu_limit_overwrite_max_allowed',
  'runners.builds.memoryLimit': 'kubernetes.memory_limit',
  'runners.builds.memoryLimitOverwriteMaxAllowed': 'kubernetes.memory_limit_overwrite_max_allowed',
  'runners.builds.cpuRequests': 'kubernetes.cpu_request',
  'runners.builds.cpuRequestsOverwriteMaxAllowed': 'kubernetes.cpu_request_overwrite_max_allowed',
  'runners.builds.memoryRequests': 'kubernetes.memory_request',
  'runners.builds.memoryRequestsOverwriteMaxAllowed': 'kubernetes.memory_request_overwrite_max_allowed',
  'runners.services.cpuLimit': 'kubernetes.service_cpu_limit',
  'runners.services.memoryLimit': 'kubernetes.service_memory_limit',
  'runners.services.cpuRequests': 'kubernetes.service_cpu_request',
  'runners.services.memoryRequests': 'kubernetes.service_memory_request',
  'runners.helpers.cpuLimit': 'kubernetes.helper_cpu_limit',
  'runners.helpers.memoryLimit': 'kubernetes.helper_memory_limit',
  'runners.helpers.cpuRequests': 'kubernetes.helper_cpu_request',
  'runners.helpers.memoryRequests': 'kubernetes.helper_memory_request',
  'runners.helpers.image': 'kubernetes.helper_image',
  'runners.cache.cacheType': 'cache.Type',
  'runners.cache.cachePath': 'cache.Path',
  'runners.cache.cacheShared': 'cache.Shared',
  'runners.cache.s3ServerAddress': 'cache.s3.ServerAddress',
  'runners.cache.s3BucketName': 'cache.s3.BucketName',
  'runners.cache.s3BucketLocation': 'cache.s3.BucketLocation',
  'runners.cache.s3CacheInsecure': 'cache.s3.Insecure',
  'runners.cache.s3CachePath': 'cache.Path',
  'runners.cache.gcsBucketName': 'cache.gcs.BucketName',
};
