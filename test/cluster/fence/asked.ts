import type { Answer } from '../support/api.ts';
import type { Fence, Settings } from './fence.ts';
import { inContainer, labels, pod, secure, volume } from './job-pod.ts';

/** Something that the manager asks for, whatever its document says of pods. */
export interface Asked {
  readonly name: string;
  readonly settings: Settings;
  readonly ask: (fence: Fence) => Promise<Answer<{ readonly message?: string }>>;
  /** The refusal; none where it is granted. */
  readonly refused?: {
    /** The policy that says it, after the name of the document. */
    readonly policy: (namespace: string) => string;
    readonly says: string;
    /** What else is wrong with it. */
    readonly others?: readonly string[];
  };
}

const TOKEN = 'gitlab-runner-token';
const UNLIKE = 'of-somebody-else';
const ALIKE = 'runner-abcdefghi-project-7-concurrent-0-a1b2c3d4';
const core = (namespace: string, resource: string): string => `/api/v1/namespaces/${namespace}/${resource}`;
const apps = (namespace: string, resource: string): string =>
  `/apis/apps/v1/namespaces/${namespace}/${resource}`;
const merge = 'application/merge-patch+json';

/** A pod that no node takes. */
const waiting = (namespace: string, name: string): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace },
  spec: {
    nodeSelector: { absent: 'true' },
    automountServiceAccountToken: false,
    containers: [{ name: 'build', image: 'alpine:3' }],
  },
});

const deployment = (name: string, spec: object = {}): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec: {
    replicas: 0,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: {
        priorityClassName: 'gitlab-runner-idle-capacity',
        containers: [{ name: 'pause', image: 'registry.k8s.io/pause:3.10' }],
        ...spec,
      },
    },
  },
});

/** What is there beside the jobs. */
const present = (namespace: string): readonly object[] => [
  ...['secrets', 'configmaps'].flatMap((resource) =>
    [TOKEN, ALIKE].map((name) => ({
      apiVersion: 'v1',
      kind: resource === 'secrets' ? 'Secret' : 'ConfigMap',
      metadata: { name, namespace },
      ...(resource === 'secrets' && {
        type: 'kubernetes.io/dockerconfigjson',
        stringData: { '.dockerconfigjson': '{"auths":{}}' },
      }),
    })),
  ),
  waiting(namespace, UNLIKE),
  waiting(namespace, ALIKE),
  { ...deployment('runner'), metadata: { name: 'runner', namespace } },
];

const beside: Settings = { objects: present };
const pausing: Settings = {
  runner: {
    kubernetes: {
      autoscaler: { policy: [{ idle_count: 1 }] },
    },
  },
};
const withNetwork: Settings = { spec: { jobs: { networkPolicy: { enabled: true } } } };
const perJob: Settings = {
  runner: { kubernetes: { namespace_per_job: true } },
  objects: (namespace) => [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: jobNamespace(namespace),
        labels: { 'pod-security.kubernetes.io/enforce': 'privileged' },
      },
    },
  ],
};

/** The namespace of a job of the document in another one. */
function jobNamespace(namespace: string): string {
  return `ci-job-${Number.parseInt(namespace.replace(/^gitlab-runner-test-/, '').replace(/-/g, 'z'), 36) % 1e12}`;
}

const local = (kind: string) => (namespace: string) => `${namespace}.${kind}`;
const everywhere = (kind: string) => () => kind;
const pods = local('pods');

const readsSecret = {
  policy: pods,
  says: 'lets no job read a Secret of the manager',
};
const fromFiles = ['has no pod read a Secret from files'];
const fromVariables = ['has no pod read a Secret from variables'];
const onlyOwn = {
  policy: local('objects'),
  says: 'changes, deletes and enters only what its runners made for jobs',
};
const loginsOnly = { policy: local('secrets'), says: 'makes no Secret but registry logins of jobs' };
const onlyPause = { policy: local('pause-pods'), says: 'makes no Deployment except for pause pods' };
const onlyPerJob = 'acts only in namespaces that are made for one job';

export const rows: readonly Asked[] = [
  {
    name: "a pod under the manager's own account",
    settings: beside,
    ask: (fence) => fence.create(pod({ serviceAccountName: 'runner' })),
    refused: {
      policy: pods,
      says: "runs no job as the manager's own account",
      others: ['runs jobs as the account "default"'],
    },
  },
  {
    name: "a pod with the labels of the manager's",
    settings: beside,
    ask: (fence) =>
      fence.create(
        labels({ 'app.kubernetes.io/name': 'gitlab-runner', 'app.kubernetes.io/instance': 'runner' }),
      ),
    refused: { policy: pods, says: "gives no pod of a job the labels of the manager's pods" },
  },
  {
    name: 'a pod with the Secret of the token in a volume',
    settings: beside,
    ask: (fence) => fence.create(volume({ secret: { secretName: TOKEN } })),
    refused: { ...readsSecret, others: fromFiles },
  },
  {
    name: 'a pod with the Secret of the token in a projected volume',
    settings: beside,
    ask: (fence) => fence.create(volume({ projected: { sources: [{ secret: { name: TOKEN } }] } })),
    refused: { ...readsSecret, others: fromFiles },
  },
  {
    name: 'a pod with the Secret of the token in a variable',
    settings: beside,
    ask: (fence) =>
      fence.create(
        inContainer('svc-0', {
          env: [{ name: 'X', valueFrom: { secretKeyRef: { name: TOKEN, key: 'token' } } }],
        }),
      ),
    refused: { ...readsSecret, others: fromVariables },
  },
  {
    name: 'a pod with all of the Secret of the token as variables',
    settings: beside,
    ask: (fence) =>
      fence.create(inContainer('init-permissions', { envFrom: [{ secretRef: { name: TOKEN } }] })),
    refused: { ...readsSecret, others: fromVariables },
  },
  {
    name: 'a pod that the NetworkPolicy of jobs does not find',
    settings: withNetwork,
    ask: (fence) => fence.create(labels({ 'job.runner.gitlab.com/pod': null })),
    refused: { policy: pods, says: 'has a NetworkPolicy for pods with the label job.runner.gitlab.com/pod' },
  },
  {
    name: 'a pod that it finds',
    settings: withNetwork,
    ask: (fence) => fence.create(),
  },
  {
    name: 'a container more in a pod that runs',
    settings: beside,
    ask: (fence) =>
      fence.ask(
        'PATCH',
        `${core(fence.namespace, 'pods')}/${ALIKE}/ephemeralcontainers`,
        { spec: { ephemeralContainers: [{ name: 'debug', image: 'alpine:3' }] } },
        'application/strategic-merge-patch+json',
      ),
    refused: { policy: pods, says: 'adds no container to a pod that runs' },
  },
  ...[
    'kubernetes.io/service-account-token',
    'Opaque',
    'kubernetes.io/tls',
    'bootstrap.kubernetes.io/token',
  ].map(
    (type): Asked => ({
      name: `a Secret of the type ${type}`,
      settings: beside,
      ask: (fence) =>
        fence.ask('POST', core(fence.namespace, 'secrets'), {
          metadata: {
            name: ALIKE.replace('7', '8'),
            annotations: { 'kubernetes.io/service-account.name': 'runner' },
          },
          type,
          stringData: { 'tls.crt': '', 'tls.key': '' },
        }),
      refused: loginsOnly,
    }),
  ),
  {
    name: 'a Secret with a login of a registry',
    settings: beside,
    ask: (fence) =>
      fence.ask('POST', core(fence.namespace, 'secrets'), {
        metadata: { name: ALIKE.replace('7', '8') },
        type: 'kubernetes.io/dockercfg',
        stringData: { '.dockercfg': '{}' },
      }),
  },
  ...['pods', 'secrets', 'configmaps'].flatMap((resource): Asked[] => {
    const path = (fence: Fence, name: string): string => `${core(fence.namespace, resource)}/${name}`;
    const other = resource === 'pods' ? UNLIKE : TOKEN;
    const change = { metadata: { annotations: { changed: 'true' } } };
    return [
      {
        name: `a change of what is not a job's of ${resource}`,
        settings: beside,
        ask: (fence) => fence.ask('PATCH', path(fence, other), change, merge),
        refused: onlyOwn,
      },
      {
        name: `the end of what is not a job's of ${resource}`,
        settings: beside,
        ask: (fence) => fence.ask('DELETE', path(fence, other)),
        refused: onlyOwn,
      },
      {
        name: `the end of all ${resource}`,
        settings: beside,
        ask: (fence) => fence.ask('DELETE', core(fence.namespace, resource)),
        refused: onlyOwn,
      },
      ...(resource === 'configmaps'
        ? []
        : [
            {
              name: `a change of one of a job of ${resource}`,
              settings: beside,
              ask: (fence: Fence) => fence.ask('PATCH', path(fence, ALIKE), change, merge),
            },
            {
              name: `the end of one of a job of ${resource}`,
              settings: beside,
              ask: (fence: Fence) => fence.ask('DELETE', path(fence, ALIKE)),
            },
          ]),
    ];
  }),
  {
    name: "the end of the manager's Deployment",
    settings: beside,
    ask: (fence) => fence.ask('DELETE', `${apps(fence.namespace, 'deployments')}/runner`),
    refused: onlyOwn,
  },
  ...(['exec', 'attach', 'portforward', 'proxy'] as const).map(
    (how): Asked => ({
      name: `${how} into a pod that is not a job's`,
      settings: beside,
      ask: (fence) =>
        fence.manager.send(
          how === 'proxy' ? 'GET' : 'POST',
          `${core(fence.namespace, 'pods')}/${UNLIKE}/${how}${how === 'exec' ? '?command=id&stdout=true' : ''}`,
        ),
      refused: onlyOwn,
    }),
  ),
  {
    name: 'a Deployment of pause pods',
    settings: pausing,
    ask: (fence) =>
      fence.ask('POST', apps(fence.namespace, 'deployments'), deployment('runner-pause-abc-r1')),
  },
  {
    name: 'a Deployment of another name',
    settings: pausing,
    ask: (fence) => fence.ask('POST', apps(fence.namespace, 'deployments'), deployment('other')),
    refused: onlyPause,
  },
  {
    name: 'a Deployment with another image',
    settings: pausing,
    ask: (fence) =>
      fence.ask(
        'POST',
        apps(fence.namespace, 'deployments'),
        deployment('runner-pause-abc-r1', { containers: [{ name: 'pause', image: 'alpine:3' }] }),
      ),
    refused: onlyPause,
  },
  ...Object.entries({
    'makes no container privileged': {
      containers: [
        { name: 'pause', image: 'registry.k8s.io/pause:3.10', securityContext: { privileged: true } },
      ],
    },
    'mounts no path of the node': { volumes: [{ name: 'node', hostPath: { path: '/' } }] },
    'sets none of hostNetwork, hostPID, hostIPC': { hostPID: true },
    'tolerates no taint of a node': { tolerations: [{ operator: 'Exists' }] },
    'leaves the choice of the node to the scheduler': { nodeName: 'node' },
    'runs jobs as the account "default"': { serviceAccountName: 'other' },
  }).map(
    ([says, spec]): Asked => ({
      name: `a Deployment of which the document ${says}`,
      settings: pausing,
      ask: (fence) =>
        fence.ask('POST', apps(fence.namespace, 'deployments'), deployment('runner-pause-abc-r1', spec)),
      refused: { policy: local('pause-pods'), says },
    }),
  ),
  ...[
    { metadata: { name: 'gitlab-runner-idle-capacity' }, value: -1, globalDefault: true },
    { metadata: { name: 'gitlab-runner-idle-capacity' }, value: 1000 },
    { metadata: { name: 'other' }, value: -1 },
  ].map(
    (one): Asked => ({
      name: `the PriorityClass ${JSON.stringify(one)}`,
      settings: pausing,
      ask: (fence) => fence.ask('POST', '/apis/scheduling.k8s.io/v1/priorityclasses', one),
      refused: { policy: everywhere('priority-classes'), says: 'makes no PriorityClass but' },
    }),
  ),
  {
    name: 'a pod in the namespace of a job',
    settings: perJob,
    ask: (fence) => fence.createIn(jobNamespace(fence.namespace)),
  },
  {
    name: 'a privileged one there',
    settings: perJob,
    ask: (fence) => fence.createIn(jobNamespace(fence.namespace), secure('build', { privileged: true })),
    refused: { policy: everywhere('pods'), says: 'makes no container privileged' },
  },
  ...['kube-system', 'default'].map(
    (namespace): Asked => ({
      name: `a pod in ${namespace}, where jobs have namespaces of their own`,
      settings: perJob,
      ask: (fence) => fence.createIn(namespace),
      refused: { policy: everywhere('pods'), says: onlyPerJob },
    }),
  ),
  {
    name: 'a Secret in kube-system, where jobs have namespaces of their own',
    settings: perJob,
    ask: (fence) =>
      fence.ask('POST', core('kube-system', 'secrets'), {
        metadata: { name: ALIKE },
        type: 'kubernetes.io/dockercfg',
        stringData: { '.dockercfg': '{}' },
      }),
    refused: { policy: everywhere('secrets'), says: onlyPerJob },
  },
  {
    name: 'the namespace of a job',
    settings: perJob,
    ask: (fence) => fence.ask('POST', '/api/v1/namespaces', { metadata: { name: 'ci-job-1' } }),
  },
  {
    name: 'another namespace',
    settings: perJob,
    ask: (fence) => fence.ask('POST', '/api/v1/namespaces', { metadata: { name: 'mine' } }),
    refused: { policy: everywhere('objects'), says: onlyPerJob, others: [onlyOwn.says] },
  },
  {
    name: 'the end of another namespace',
    settings: perJob,
    ask: (fence) => fence.ask('DELETE', `/api/v1/namespaces/${fence.namespace}`),
    refused: { policy: everywhere('objects'), says: onlyPerJob, others: [onlyOwn.says] },
  },
];
