import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

import { rows } from '../../../src/import/chart/table.ts';
import { importConfig } from '../../../src/import/import-config.ts';
import { renderConfigToml, renderRunner } from '../../../src/index.ts';
import { nested } from '../../support/nested.ts';

const list = JSON.parse(
  readFileSync(new URL('../../../scripts/upstream/chart-values.json', import.meta.url), 'utf8'),
) as { values: { path: string; default: unknown }[] };

type Values = Readonly<Record<string, unknown>>;

const BASE: Values = {
  gitlabUrl: 'https://gitlab.example.com',
  'rbac.create': true,
  'runners.secret': 'token',
};
const METRICS: Values = { 'metrics.enabled': true };
const SERVICE: Values = { ...METRICS, 'service.enabled': true };
const SERVICE_MONITOR: Values = { ...SERVICE, 'metrics.serviceMonitor.enabled': true };
const POD_MONITOR: Values = { ...METRICS, 'metrics.podMonitor.enabled': true };
const SESSIONS: Values = { 'sessionServer.enabled': true, 'sessionServer.publicIP': '192.0.2.1' };
const INGRESS: Values = { ...SESSIONS, 'sessionServer.ingress.enabled': true };
const HPA: Values = { 'hpa.maxReplicas': 4 };
const CACHE: Values = {
  'runners.config':
    '[[runners]]\n[runners.cache]\nType = "s3"\n[runners.cache.s3]\nServerAddress = "s3.example.com"\nBucketName = "b"\n',
};

/** What a value becomes: in an object at a path, as a line of config.toml, as a remark, as a Secret that has to be made. */
type Outcome =
  | readonly [kind: string, path: string, value: unknown]
  | { readonly toml: string }
  | { readonly says: string };

const POD = 'spec.template.spec';
const MANAGER = `${POD}.containers.0`;

/** Each value, what stands beside it, and what it becomes. */
const cases: [value: string, is: unknown, outcome: Outcome, beside?: Values][] = [
  ['namespace', 'ci', ['Deployment', 'metadata.namespace', 'ci']],
  ['nameOverride', 'builds', ['Deployment', 'metadata.name', 'gitlab-runner-builds']],
  ['fullnameOverride', 'builds', ['Deployment', 'metadata.name', 'builds']],
  [
    'image.registry',
    'mirror.example.com',
    ['Deployment', `${MANAGER}.image`, 'mirror.example.com/gitlab-org/gitlab-runner:alpine-v19.3.0'],
  ],
  [
    'image.image',
    'ci/runner',
    ['Deployment', `${MANAGER}.image`, 'registry.gitlab.com/ci/runner:alpine-v19.3.0'],
  ],
  [
    'image.repository',
    'ci/runner',
    ['Deployment', `${MANAGER}.image`, 'registry.gitlab.com/ci/runner:alpine-v19.3.0'],
  ],
  [
    'image.tag',
    'ubuntu-v19.0.1',
    ['Deployment', `${MANAGER}.image`, 'registry.gitlab.com/gitlab-org/gitlab-runner:ubuntu-v19.0.1'],
  ],
  ['useTini', true, ['Deployment', `${MANAGER}.command`, ['/usr/local/bin/tini', '--', 'gitlab-runner']]],
  ['imagePullPolicy', 'Always', ['Deployment', `${MANAGER}.imagePullPolicy`, 'Always']],
  ['imagePullSecrets', [{ name: 'pull' }], ['Deployment', `${POD}.imagePullSecrets`, [{ name: 'pull' }]]],

  ['replicas', 2, ['Deployment', 'spec.replicas', 2]],
  ['revisionHistoryLimit', 3, ['Deployment', 'spec.revisionHistoryLimit', 3]],
  ['strategy', { type: 'Recreate' }, ['Deployment', 'spec.strategy', { type: 'Recreate' }]],
  ['terminationGracePeriodSeconds', 7200, ['Deployment', `${POD}.terminationGracePeriodSeconds`, 7200]],
  ['probeTimeoutSeconds', 9, ['Deployment', `${MANAGER}.readinessProbe.timeoutSeconds`, 9], METRICS],
  [
    'livenessProbe',
    { timeoutSeconds: 7 },
    ['Deployment', `${MANAGER}.livenessProbe.timeoutSeconds`, 7],
    METRICS,
  ],
  [
    'livenessProbe.initialDelaySeconds',
    5,
    ['Deployment', `${MANAGER}.livenessProbe.initialDelaySeconds`, 5],
    METRICS,
  ],
  ['livenessProbe.periodSeconds', 5, ['Deployment', `${MANAGER}.livenessProbe.periodSeconds`, 5], METRICS],
  [
    'livenessProbe.successThreshold',
    2,
    {
      says: 'changed livenessProbe.successThreshold: There are no probes if the metrics port is off.',
    },
  ],
  [
    'livenessProbe.failureThreshold',
    5,
    ['Deployment', `${MANAGER}.livenessProbe.failureThreshold`, 5],
    METRICS,
  ],
  [
    'livenessProbe.terminationGracePeriodSeconds',
    5,
    ['Deployment', `${MANAGER}.livenessProbe.terminationGracePeriodSeconds`, 5],
    METRICS,
  ],
  ['livenessProbe.enabled', false, ['Deployment', `${MANAGER}.livenessProbe`, undefined], METRICS],
  [
    'readinessProbe',
    { timeoutSeconds: 7 },
    ['Deployment', `${MANAGER}.readinessProbe.timeoutSeconds`, 7],
    METRICS,
  ],
  [
    'readinessProbe.initialDelaySeconds',
    5,
    ['Deployment', `${MANAGER}.readinessProbe.initialDelaySeconds`, 5],
    METRICS,
  ],
  ['readinessProbe.periodSeconds', 5, ['Deployment', `${MANAGER}.readinessProbe.periodSeconds`, 5], METRICS],
  [
    'readinessProbe.successThreshold',
    2,
    ['Deployment', `${MANAGER}.readinessProbe.successThreshold`, 2],
    METRICS,
  ],
  [
    'readinessProbe.failureThreshold',
    5,
    ['Deployment', `${MANAGER}.readinessProbe.failureThreshold`, 5],
    METRICS,
  ],
  [
    'securityContext',
    { seccompProfile: { type: 'Unconfined' } },
    ['Deployment', `${MANAGER}.securityContext.seccompProfile`, { type: 'Unconfined' }],
  ],
  [
    'securityContext.allowPrivilegeEscalation',
    true,
    ['Deployment', `${MANAGER}.securityContext.allowPrivilegeEscalation`, true],
  ],
  [
    'securityContext.readOnlyRootFilesystem',
    true,
    ['Deployment', `${MANAGER}.securityContext.readOnlyRootFilesystem`, true],
  ],
  ['securityContext.runAsNonRoot', false, ['Deployment', `${MANAGER}.securityContext.runAsNonRoot`, false]],
  ['securityContext.privileged', true, ['Deployment', `${MANAGER}.securityContext.privileged`, true]],
  [
    'securityContext.capabilities.drop',
    ['NET_RAW'],
    ['Deployment', `${MANAGER}.securityContext.capabilities.drop`, ['NET_RAW']],
  ],
  ['podSecurityContext.runAsUser', 1234, ['Deployment', `${POD}.securityContext.runAsUser`, 1234]],
  ['podSecurityContext.fsGroup', 1234, ['Deployment', `${POD}.securityContext.fsGroup`, 1234]],
  ['podSecurityContext.runAsGroup', 1234, ['Deployment', `${POD}.securityContext.runAsGroup`, 1234]],
  [
    'podSecurityContext.supplementalGroups',
    [5],
    ['Deployment', `${POD}.securityContext.supplementalGroups`, [5]],
  ],
  [
    'resources',
    { limits: { memory: '1Gi' } },
    ['Deployment', `${MANAGER}.resources`, { limits: { memory: '1Gi' }, requests: {} }],
  ],
  [
    'affinity',
    {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['a'] }] }],
        },
      },
    },
    [
      'Deployment',
      `${POD}.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms.0.matchFields.0.values`,
      ['a'],
    ],
  ],
  [
    'topologySpreadConstraints',
    [{ maxSkew: 2, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway' }],
    ['Deployment', `${POD}.topologySpreadConstraints.0.maxSkew`, 2],
  ],
  [
    'nodeSelector',
    { pool: 'ci' },
    ['Deployment', `${POD}.nodeSelector`, { 'kubernetes.io/os': 'linux', pool: 'ci' }],
  ],
  ['tolerations', [{ operator: 'Exists' }], ['Deployment', `${POD}.tolerations`, [{ operator: 'Exists' }]]],
  ['runtimeClassName', 'gvisor', ['Deployment', `${POD}.runtimeClassName`, 'gvisor']],
  ['priorityClassName', 'high', ['Deployment', `${POD}.priorityClassName`, 'high']],
  ['schedulerName', 'mine', ['Deployment', `${POD}.schedulerName`, 'mine']],
  ['hostname', 'runner', ['Deployment', `${POD}.hostname`, 'runner']],
  [
    'hostAliases',
    [{ ip: '192.0.2.1', hostnames: ['a'] }],
    ['Deployment', `${POD}.hostAliases`, [{ ip: '192.0.2.1', hostnames: ['a'] }]],
  ],
  ['envVars', [{ name: 'A', value: true }], ['Deployment', `${MANAGER}.env.2`, { name: 'A', value: 'true' }]],
  ['extraEnv', { A: 1 }, ['Deployment', `${MANAGER}.env.2`, { name: 'A', value: '1' }]],
  [
    'extraEnvFrom',
    { A: { configMapKeyRef: { name: 'c', key: 'k' } } },
    ['Deployment', `${MANAGER}.env.2.valueFrom`, { configMapKeyRef: { name: 'c', key: 'k' } }],
  ],
  [
    'extraEnvFromRefs',
    [{ configMapRef: { name: 'c' } }],
    ['Deployment', `${MANAGER}.envFrom`, [{ configMapRef: { name: 'c' } }]],
  ],
  ['deploymentAnnotations', { a: 'b' }, ['Deployment', 'metadata.annotations', { a: 'b' }]],
  ['deploymentLabels', { a: 'b' }, ['Deployment', 'metadata.labels.a', 'b']],
  ['podAnnotations', { a: true }, ['Deployment', 'spec.template.metadata.annotations.a', 'true']],
  [
    'podLabels',
    { a: '{{ .Release.Name }}' },
    ['Deployment', 'spec.template.metadata.labels.a', 'gitlab-runner'],
  ],
  [
    'deploymentLifecycle',
    { preStop: { exec: { command: ['true'] } } },
    ['Deployment', `${MANAGER}.lifecycle.preStop.exec.command`, ['true']],
  ],
  [
    'preEntrypointScript',
    'touch /tmp/a',
    {
      says: 'decide preEntrypointScript: The manager starts without a shell. Do what the script does in a container in spec.manager.initContainers, or set spec.manager.command.',
    },
  ],
  ['automountServiceAccountToken', true, ['Deployment', `${POD}.automountServiceAccountToken`, true]],
  ['volumes', [{ name: 'v', emptyDir: {} }], ['Deployment', `${POD}.volumes.3`, { name: 'v', emptyDir: {} }]],
  [
    'volumeMounts',
    [{ name: 'v', mountPath: '/v' }],
    ['Deployment', `${MANAGER}.volumeMounts.3`, { name: 'v', mountPath: '/v' }],
    { volumes: [{ name: 'v', emptyDir: {} }] },
  ],
  [
    'extraContainers',
    [{ name: 'c', image: 'busybox:1' }],
    ['Deployment', `${POD}.containers.1`, { name: 'c', image: 'busybox:1' }],
  ],
  [
    'initContainers',
    [{ name: 'c', image: 'busybox:1' }],
    ['Deployment', `${POD}.initContainers.1`, { name: 'c', image: 'busybox:1' }],
  ],
  [
    'hpa',
    { minReplicas: 2, maxReplicas: 2 },
    [
      'HorizontalPodAutoscaler',
      'spec.metrics.0.resource',
      { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
    ],
  ],
  ['hpa.minReplicas', 2, ['HorizontalPodAutoscaler', 'spec.minReplicas', 2], HPA],
  ['hpa.maxReplicas', 5, ['HorizontalPodAutoscaler', 'spec.maxReplicas', 5]],
  [
    'hpa.metrics',
    [{ type: 'Pods', pods: { metricName: 'gitlab_runner_jobs', targetAverageValue: 3 } }],
    [
      'HorizontalPodAutoscaler',
      'spec.metrics',
      [
        {
          type: 'Pods',
          pods: {
            metric: { name: 'gitlab_runner_jobs' },
            target: { type: 'AverageValue', averageValue: '3' },
          },
        },
      ],
    ],
    HPA,
  ],

  ['gitlabUrl', 'https://git.example.org', { toml: 'url = "https://git.example.org"' }],
  [
    'runnerToken',
    'glrt-abcdefghijklmnopqrst',
    [
      'Deployment',
      `${MANAGER}.env.1.valueFrom.secretKeyRef`,
      { name: 'gitlab-runner-token', key: 'runner-token' },
    ],
    { 'runners.secret': '' },
  ],
  [
    'runnerRegistrationToken',
    'GR1348941abcdefghijklmnopqrst',
    {
      says: 'decide runnerRegistrationToken: A registration token creates a new runner at each start, and GitLab will stop accepting such tokens. Create the runner in GitLab, under Settings, CI/CD, Runners, with the same tags, and put its token, which begins with glrt-, into the Secret.',
    },
  ],
  [
    'unregisterRunners',
    true,
    {
      says: "changed unregisterRunners: When the chart's manager stopped, it unregistered the runner. The new manager finishes its jobs and stops; GitLab removes it as stale later.",
    },
  ],
  [
    'runners.secret',
    'mine',
    ['Deployment', `${MANAGER}.env.1.valueFrom.secretKeyRef`, { name: 'mine', key: 'runner-token' }],
  ],
  ['runners.name', 'builds', { toml: 'name = "builds"' }],
  ['runners.executor', 'kubernetes', { toml: 'executor = "kubernetes"' }],
  ['runners.tags', 'a,b', { says: 'gitlab runners.tags: Set the tags of the runner in GitLab: a,b.' }],
  ['runners.locked', false, { says: 'gitlab runners.locked: Set it on the runner in GitLab: false.' }],
  [
    'runners.runUntagged',
    true,
    { says: 'gitlab runners.runUntagged: Set it on the runner in GitLab: true.' },
  ],
  ['runners.protected', true, { says: 'gitlab runners.protected: Set it on the runner in GitLab: true.' }],
  [
    'runners.maximumTimeout',
    3600,
    { says: 'gitlab runners.maximumTimeout: Set it on the runner in GitLab: 3600.' },
  ],

  ['concurrent', 7, { toml: 'concurrent = 7' }],
  ['shutdown_timeout', 7, { toml: 'shutdown_timeout = 7' }],
  ['checkInterval', 7, { toml: 'check_interval = 7' }],
  ['logLevel', 'debug', { toml: 'log_level = "debug"' }],
  ['logFormat', 'json', { toml: 'log_format = "json"' }],
  [
    'sentryDsn',
    'https://key@sentry.example.com/1',
    {
      says: 'decide spec.config.sentry_dsn: There is a credential in plain text here, which a document cannot contain. Put it into a Secret, and rotate it.',
    },
  ],
  ['connectionMaxAge', '5m0s', { toml: 'connection_max_age = "5m0s"' }],
  ['runners.config', '[[runners]]\n[runners.kubernetes]\ncpu_limit = "1"\n', { toml: 'cpu_limit = "1"' }],
  [
    'runners.configPath',
    '/etc/template.toml',
    {
      says: 'outside runners.configPath: The template is a file inside the image: import its content as a config.toml, or add it to the runner in the document.',
    },
  ],
  [
    'runners.configOverride',
    'concurrent = 3\n[[runners]]\nname = "one"\nurl = "https://gitlab.com"\ntoken = "glrt-x"\nexecutor = "kubernetes"\n[runners.kubernetes]\nimage = "ruby"\n',
    { toml: 'image = "ruby"' },
  ],
  ['runners.jobNamespace', 'ci-jobs', { toml: 'namespace = "ci-jobs"' }],
  ['runners.namespace', 'ci-jobs', { says: 'dead runners.namespace: The chart only warns about it.' }],
  [
    'configMapLabels',
    { a: 'b' },
    {
      says: 'changed configMapLabels: Name not verified. These labels are for all objects. For the ConfigMap alone, use a patch in the resource layer.',
    },
  ],

  [
    'certsSecretName',
    'ca',
    [
      'Deployment',
      `${POD}.volumes.3.secret`,
      { secretName: 'ca', items: [{ key: 'gitlab.example.com.crt', path: 'ca.crt' }], defaultMode: 0o440 },
    ],
  ],
  [
    'runners.cache',
    { secretName: 's3' },
    ['Deployment', `${MANAGER}.env.2.valueFrom.secretKeyRef`, { name: 's3', key: 'accesskey' }],
    CACHE,
  ],
  [
    'runners.cache.secretName',
    's3',
    ['Deployment', `${MANAGER}.env.3.valueFrom.secretKeyRef`, { name: 's3', key: 'secretkey' }],
    CACHE,
  ],
  [
    'runners.cache.disableGlobalCredentialsExport',
    true,
    {
      says: 'dead runners.cache.secretName: `runners.cache.disableGlobalCredentialsExport` keeps it from the runner.',
    },
    { ...CACHE, 'runners.cache.secretName': 's3' },
  ],
  [
    'secrets',
    [{ name: 'extra', items: [{ key: 'a', path: 'b' }] }],
    [
      'Deployment',
      `${POD}.volumes.3`,
      {
        name: 'secrets',
        projected: { sources: [{ secret: { name: 'extra', items: [{ key: 'a', path: 'b' }] } }] },
      },
    ],
  ],
  ['configMaps', { 'a.txt': 'text' }, ['ConfigMap/gitlab-runner-files', 'data', { 'a.txt': 'text' }]],
  [
    'extraObjects',
    [
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: '{{ include "gitlab-runner.fullname" . }}-x' },
        data: { a: '{{`{{ raw }}`}}' },
      },
    ],
    ['ConfigMap/gitlab-runner-x', 'data', { a: '{{ raw }}' }],
  ],

  ['sessionServer.enabled', true, ['Service', 'metadata.name', 'gitlab-runner-session'], SESSIONS],
  ['sessionServer.annotations', { a: 'b' }, ['Service', 'metadata.annotations', { a: 'b' }], SESSIONS],
  ['sessionServer.labels', { a: 'b' }, ['Service', 'metadata.labels.a', 'b'], SESSIONS],
  ['sessionServer.timeout', 60, { toml: 'session_timeout = 60' }, SESSIONS],
  ['sessionServer.internalPort', 8000, { toml: 'listen_address = ":8000"' }, SESSIONS],
  ['sessionServer.externalPort', 9001, { toml: 'advertise_address = "192.0.2.1:9001"' }, SESSIONS],
  [
    'sessionServer.nodePort',
    30000,
    ['Service', 'spec.ports.0.nodePort', 30000],
    { ...SESSIONS, 'sessionServer.serviceType': 'NodePort' },
  ],
  [
    'sessionServer.publicIP',
    '192.0.2.7',
    ['Service', 'spec.loadBalancerIP', '192.0.2.7'],
    { 'sessionServer.enabled': true },
  ],
  [
    'sessionServer.loadBalancerSourceRanges',
    ['192.0.2.0/24'],
    ['Service', 'spec.loadBalancerSourceRanges', ['192.0.2.0/24']],
    SESSIONS,
  ],
  [
    'sessionServer.serviceType',
    'ClusterIP',
    ['Service', 'spec.type', 'ClusterIP'],
    { 'sessionServer.enabled': true },
  ],
  [
    'sessionServer.externalTrafficPolicy',
    'Local',
    ['Service', 'spec.externalTrafficPolicy', 'Local'],
    SESSIONS,
  ],
  [
    'sessionServer.internalTrafficPolicy',
    'Local',
    ['Service', 'spec.internalTrafficPolicy', 'Local'],
    SESSIONS,
  ],
  [
    'sessionServer.ingress.enabled',
    true,
    ['Ingress', 'spec.tls', [{ secretName: 'gitlab-runner-session-server' }]],
    { ...INGRESS, 'sessionServer.publicIP': 's.example.com' },
  ],
  [
    'sessionServer.ingress.className',
    'nginx',
    ['Ingress', 'spec.ingressClassName', 'nginx'],
    { ...INGRESS, 'sessionServer.publicIP': 's.example.com' },
  ],
  [
    'sessionServer.ingress.annotations',
    { a: 'b' },
    ['Ingress', 'metadata.annotations', { a: 'b' }],
    { ...INGRESS, 'sessionServer.publicIP': 's.example.com' },
  ],
  [
    'sessionServer.ingress.tls',
    [{ secretName: 's' }],
    ['Ingress', 'spec.tls', [{ secretName: 's' }]],
    { ...INGRESS, 'sessionServer.publicIP': 's.example.com' },
  ],

  ['rbac.create', false, ['Role', '', undefined]],
  [
    'rbac.rules',
    [{ apiGroups: ['apps'], resources: ['deployments'], verbs: ['get'] }],
    ['Role', 'rules.6', { apiGroups: ['apps'], resources: ['deployments'], verbs: ['get'] }],
  ],
  [
    'rbac.clusterWideAccess',
    true,
    {
      says: "changed rbac.clusterWideAccess: The chart's manager had permissions in every namespace. The document gives it a Role in each job namespace: add further ones to spec.jobs.namespaces.",
    },
  ],
  ['rbac.generatedServiceAccountName', 'acc', ['ServiceAccount', 'metadata.name', 'acc']],
  [
    'rbac.serviceAccountName',
    'acc',
    ['Deployment', `${POD}.serviceAccountName`, 'acc'],
    { 'rbac.create': false },
  ],
  ['rbac.serviceAccountAnnotations', { a: 'b' }, ['ServiceAccount', 'metadata.annotations', { a: 'b' }]],
  ['rbac.imagePullSecrets', ['pull'], ['ServiceAccount', 'imagePullSecrets', [{ name: 'pull' }]]],
  [
    'rbac.podSecurityPolicy.enabled',
    true,
    { says: 'dead rbac.podSecurityPolicy.enabled: PodSecurityPolicy was removed in Kubernetes 1.25.' },
  ],
  [
    'rbac.podSecurityPolicy.resourceNames',
    ['mine'],
    {
      says: 'dead rbac.podSecurityPolicy.resourceNames: PodSecurityPolicy was removed in Kubernetes 1.25.',
    },
  ],
  [
    'serviceAccount.create',
    true,
    ['ServiceAccount', 'metadata.name', 'gitlab-runner'],
    { 'rbac.create': false },
  ],
  ['serviceAccount.name', 'acc', ['ServiceAccount', 'metadata.name', 'acc']],
  ['serviceAccount.annotations', { a: 'b' }, ['ServiceAccount', 'metadata.annotations', { a: 'b' }]],
  ['serviceAccount.imagePullSecrets', ['pull'], ['ServiceAccount', 'imagePullSecrets', [{ name: 'pull' }]]],

  [
    'metrics.enabled',
    true,
    [
      'Deployment',
      'spec.template.metadata.annotations',
      { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '9252' },
    ],
  ],
  [
    'metrics.portName',
    'm',
    { says: 'changed metrics.portName: Always `metrics`; monitors and policies refer to it.' },
  ],
  ['metrics.port', 9100, { toml: 'listen_address = ":9100"' }, METRICS],
  ['metrics.serviceMonitor.enabled', true, ['ServiceMonitor', 'metadata.name', 'gitlab-runner'], SERVICE],
  [
    'metrics.serviceMonitor.namespace',
    'mon',
    ['ServiceMonitor', 'metadata.namespace', 'mon'],
    SERVICE_MONITOR,
  ],
  [
    'metrics.serviceMonitor.labels',
    { a: 'b' },
    ['ServiceMonitor', 'metadata.labels.a', 'b'],
    SERVICE_MONITOR,
  ],
  [
    'metrics.serviceMonitor.annotations',
    { a: 'b' },
    ['ServiceMonitor', 'metadata.annotations', { a: 'b' }],
    SERVICE_MONITOR,
  ],
  [
    'metrics.serviceMonitor.interval',
    '1m',
    ['ServiceMonitor', 'spec.endpoints.0.interval', '1m'],
    SERVICE_MONITOR,
  ],
  [
    'metrics.serviceMonitor.scheme',
    'https',
    {
      says: 'changed metrics.serviceMonitor.scheme: The manager serves metrics over plain HTTP only, so there is nothing to set.',
    },
  ],
  [
    'metrics.serviceMonitor.tlsConfig',
    { ca: {} },
    {
      says: 'changed metrics.serviceMonitor.tlsConfig: The manager serves metrics over plain HTTP only, so there is nothing to set.',
    },
  ],
  [
    'metrics.serviceMonitor.path',
    '/m',
    { says: 'changed metrics.serviceMonitor.path: The manager serves metrics at /metrics only.' },
  ],
  [
    'metrics.serviceMonitor.metricRelabelings',
    [{ action: 'labeldrop', regex: 'x' }],
    ['ServiceMonitor', 'spec.endpoints.0.metricRelabelings', [{ action: 'labeldrop', regex: 'x' }]],
    SERVICE_MONITOR,
  ],
  [
    'metrics.serviceMonitor.relabelings',
    [{ action: 'labeldrop', regex: 'x' }],
    ['ServiceMonitor', 'spec.endpoints.0.relabelings', [{ action: 'labeldrop', regex: 'x' }]],
    SERVICE_MONITOR,
  ],
  ['metrics.serviceMonitor.jobLabel', 'app', ['ServiceMonitor', 'spec.jobLabel', 'app'], SERVICE_MONITOR],
  ['metrics.podMonitor.enabled', true, ['PodMonitor', 'metadata.name', 'gitlab-runner'], METRICS],
  ['metrics.podMonitor.namespace', 'mon', ['PodMonitor', 'metadata.namespace', 'mon'], POD_MONITOR],
  ['metrics.podMonitor.labels', { a: 'b' }, ['PodMonitor', 'metadata.labels.a', 'b'], POD_MONITOR],
  [
    'metrics.podMonitor.annotations',
    { a: 'b' },
    ['PodMonitor', 'metadata.annotations', { a: 'b' }],
    POD_MONITOR,
  ],
  [
    'metrics.podMonitor.interval',
    '1m',
    ['PodMonitor', 'spec.podMetricsEndpoints.0.interval', '1m'],
    POD_MONITOR,
  ],
  [
    'metrics.podMonitor.scheme',
    'https',
    {
      says: 'changed metrics.podMonitor.scheme: The manager serves metrics over plain HTTP only, so there is nothing to set.',
    },
  ],
  [
    'metrics.podMonitor.tlsConfig',
    { ca: {} },
    {
      says: 'changed metrics.podMonitor.tlsConfig: The manager serves metrics over plain HTTP only, so there is nothing to set.',
    },
  ],
  [
    'metrics.podMonitor.path',
    '/m',
    { says: 'changed metrics.podMonitor.path: The manager serves metrics at /metrics only.' },
  ],
  [
    'metrics.podMonitor.metricRelabelings',
    [{ action: 'labeldrop', regex: 'x' }],
    ['PodMonitor', 'spec.podMetricsEndpoints.0.metricRelabelings', [{ action: 'labeldrop', regex: 'x' }]],
    POD_MONITOR,
  ],
  [
    'metrics.podMonitor.relabelings',
    [{ action: 'labeldrop', regex: 'x' }],
    ['PodMonitor', 'spec.podMetricsEndpoints.0.relabelings', [{ action: 'labeldrop', regex: 'x' }]],
    POD_MONITOR,
  ],
  ['metrics.podMonitor.jobLabel', 'app', ['PodMonitor', 'spec.jobLabel', 'app'], POD_MONITOR],

  ['service.enabled', true, ['Service', 'metadata.name', 'gitlab-runner-metrics'], METRICS],
  ['service.type', 'LoadBalancer', ['Service', 'spec.type', 'LoadBalancer'], SERVICE],
  ['service.labels', { a: 'b' }, ['Service', 'metadata.labels.a', 'b'], SERVICE],
  ['service.annotations', { a: 'b' }, ['Service', 'metadata.annotations', { a: 'b' }], SERVICE],
  ['service.clusterIP', '192.0.2.9', ['Service', 'spec.clusterIP', '192.0.2.9'], SERVICE],
  ['service.externalIPs', ['192.0.2.9'], ['Service', 'spec.externalIPs', ['192.0.2.9']], SERVICE],
  [
    'service.loadBalancerIP',
    '192.0.2.9',
    ['Service', 'spec.loadBalancerIP', '192.0.2.9'],
    { ...SERVICE, 'service.type': 'LoadBalancer' },
  ],
  [
    'service.loadBalancerSourceRanges',
    ['192.0.2.0/24'],
    ['Service', 'spec.loadBalancerSourceRanges', ['192.0.2.0/24']],
    { ...SERVICE, 'service.type': 'LoadBalancer' },
  ],
  [
    'service.metrics.nodePort',
    30001,
    ['Service', 'spec.ports.0.nodePort', 30001],
    { ...SERVICE, 'service.type': 'NodePort' },
  ],
  [
    'service.additionalPorts',
    [{ name: 'x', port: 1234 }],
    ['Service', 'spec.ports.1', { name: 'x', port: 1234 }],
    SERVICE,
  ],
  [
    'service.externalTrafficPolicy',
    'Local',
    ['Service', 'spec.externalTrafficPolicy', 'Local'],
    { ...SERVICE, 'service.type': 'LoadBalancer' },
  ],
  ['service.internalTrafficPolicy', 'Local', ['Service', 'spec.internalTrafficPolicy', 'Local'], SERVICE],
];

function imported(values: Values) {
  const { documents, report } = importConfig([{ name: 'values.yaml', text: JSON.stringify(nested(values)) }]);
  expect(report.remarks).toEqual([]);
  expect(documents).toHaveLength(1);
  return { config: documents[0]!.config, report: report.documents[0]! };
}

function at(value: unknown, path: string): unknown {
  if (path === '') return value;
  const [first, ...rest] = path.split(/\.(.*)/s);
  return at((value as Record<string, unknown> | undefined)?.[first!], rest[0] ?? '');
}

describe('a value of the chart', () => {
  test.each(cases)('%s', (value, is, outcome, beside: Values = {}) => {
    const { config, report } = imported({ ...BASE, ...beside, [value]: is });
    const said = report.remarks.map(({ kind, subject, text }) => `${kind} ${subject}: ${text}`);
    if ('says' in outcome) {
      expect(said).toContain(outcome.says);
      return;
    }
    if ('toml' in outcome) {
      expect(
        renderConfigToml(config)
          .split('\n')
          .map((line) => line.trim()),
      ).toContain(outcome.toml);
      return;
    }
    const [kind, path, expected] = outcome;
    const [ofKind, name] = kind.split('/');
    const found = renderRunner(config).find(
      (object) => object.kind === ofKind && (name === undefined || object.metadata.name === name),
    );
    if (expected !== undefined) expect(found).toBeDefined();
    expect(at(found, path)).toEqual(expected);
  });

  test('has a case each', () => {
    expect(cases.map(([value]) => value).sort()).toEqual(list.values.map(({ path }) => path).sort());
  });

  test('is in the table with what holds in the chart where nothing is said', () => {
    for (const { path, default: theirs } of list.values) {
      const isNothing =
        theirs === null ||
        theirs === '' ||
        (typeof theirs === 'object' && Object.keys(theirs as object).length === 0);
      if (path !== 'configMapLabels')
        expect(rows.get(path)?.theirs, path).toEqual(isNothing ? undefined : theirs);
    }
  });
});
