/** A rendered object, as far as the checks need to know it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

const labels = { 'app.kubernetes.io/name': 'gitlab-runner', 'app.kubernetes.io/instance': 'runner' };
const metadata = { name: 'runner', namespace: 'ci', labels };

/** Sound objects, one of every kind and more where they refer to each other, as a fresh copy. */
export function manifests(): Manifest[] {
  return JSON.parse(JSON.stringify(samples));
}

/**
 * The objects with one field changed, in place.
 *
 * @param id `Kind/name` of the object.
 * @param path Fields and indexes to the value, joined by dots; labels with dots are not reachable.
 * @param value The new value; `undefined` removes the field.
 */
export function withChange(objects: Manifest[], id: string, path: string, value: unknown): Manifest[] {
  const object = objects.find(({ kind, metadata }) => `${kind}/${metadata.name}` === id);
  if (object === undefined) throw new Error(`No ${id} among the samples`);
  const keys = path.split('.');
  const last = keys.pop() as string;
  let target = object as unknown as Record<string, unknown>;
  for (const key of keys) target = target[key] as Record<string, unknown>;
  if (value === undefined) delete target[last];
  else target[last] = value;
  return objects;
}

const samples: Manifest[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'ci', labels: { team: 'ci' } } },
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'jobs' } },
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata, automountServiceAccountToken: false },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: 'runner', namespace: 'jobs' },
    rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['create', 'get'] }],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: 'runner', namespace: 'jobs' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'runner' },
    subjects: [{ kind: 'ServiceAccount', name: 'runner', namespace: 'ci' }],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'runner' },
    rules: [{ apiGroups: [''], resources: ['namespaces'], verbs: ['create', 'delete'] }],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'runner' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'runner' },
    subjects: [{ kind: 'ServiceAccount', name: 'runner', namespace: 'ci' }],
  },
  { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'config.toml': 'concurrent = 1\n' } },
  { apiVersion: 'v1', kind: 'Secret', metadata, type: 'Opaque', stringData: { token: 'glrt-EXAMPLE' } },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels: { ...labels, tier: 'manager' } },
        spec: {
          serviceAccountName: 'runner',
          priorityClassName: 'runner',
          containers: [
            {
              name: 'runner',
              image: 'registry.example.com/gitlab-runner:alpine-v19.3.0',
              env: [{ name: 'RUNNER_TOKEN', valueFrom: { secretKeyRef: { name: 'runner', key: 'token' } } }],
              ports: [
                { name: 'metrics', containerPort: 9252 },
                { name: 'session', containerPort: 8093 },
              ],
              livenessProbe: { httpGet: { path: '/metrics', port: 'metrics' } },
              resources: {
                requests: { cpu: '100m', memory: '128Mi' },
                limits: { cpu: '1', memory: '256Mi' },
              },
              volumeMounts: [{ name: 'config', mountPath: '/config', readOnly: true }],
            },
          ],
          volumes: [
            {
              name: 'config',
              configMap: { name: 'runner', items: [{ key: 'config.toml', path: 'config.toml' }] },
            },
          ],
        },
      },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: {
      type: 'ClusterIP',
      selector: labels,
      ports: [
        { name: 'metrics', port: 9252, targetPort: 'metrics' },
        { name: 'session', port: 9000, targetPort: 'session' },
      ],
    },
  },
  {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata,
    spec: { maxUnavailable: 1, selector: { matchLabels: labels } },
  },
  {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata,
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'runner' },
      minReplicas: 1,
      maxReplicas: 3,
      metrics: [
        {
          type: 'Pods',
          pods: {
            metric: { name: 'gitlab_runner_jobs' },
            target: { type: 'AverageValue', averageValue: '10' },
          },
        },
      ],
    },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata,
    spec: {
      podSelector: { matchLabels: labels },
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 'metrics', protocol: 'TCP' }] }],
    },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata,
    spec: {
      rules: [
        {
          host: 'runner.example.com',
          http: {
            paths: [
              {
                path: '/',
                pathType: 'Prefix',
                backend: { service: { name: 'runner', port: { name: 'session' } } },
              },
            ],
          },
        },
      ],
    },
  },
  {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'jobs', namespace: 'jobs' },
    spec: { hard: { pods: '50', 'requests.cpu': '20' } },
  },
  {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'jobs', namespace: 'jobs' },
    spec: { limits: [{ type: 'Container', default: { cpu: '1' }, defaultRequest: { cpu: '100m' } }] },
  },
  {
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name: 'runner' },
    value: 1000,
    globalDefault: false,
  },
  {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata,
    spec: { selector: { matchLabels: labels }, podMetricsEndpoints: [{ port: 'metrics', interval: '30s' }] },
  },
  {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata,
    spec: { selector: { matchLabels: labels }, endpoints: [{ port: 'metrics' }] },
  },
  {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata,
    spec: { groups: [{ name: 'runner', rules: [{ alert: 'Down', expr: 'up == 0', for: '5m' }] }] },
  },
] as Manifest[];
