import { mergePatch } from '../../../src/core/data/merge-patch.ts';
import { type Change, changed, inContainer, initContainer, pod, secure, volume } from './job-pod.ts';

/** What somebody with a shell in the pod of a manager asks the API server for. */
export interface Try {
  readonly method: string;
  readonly path: string;
  readonly value?: object;
  readonly type?: string;
  /** What refuses it: policies of the fence, or the rights of the account, which do not reach there. */
  readonly by: 'fence' | 'rights';
}

/** What is in the cluster. */
export interface Scene {
  readonly namespace: string;
  /** The pod of the manager. */
  readonly manager: string;
  /** The pod of a job. */
  readonly job: string;
  /** The Deployment of the manager. */
  readonly deployment: object;
}

const STRATEGIC = 'application/strategic-merge-patch+json';
const privileged = secure('build', { privileged: true });

/** Whoever gets one of them owns the node, or reads what is not of jobs. */
export function tries({ namespace, manager, job, deployment }: Scene): Readonly<Record<string, Try>> {
  const core = (resource: string, where = namespace): string => `/api/v1/namespaces/${where}/${resource}`;
  const group = (path: string, resource: string): string =>
    `/apis/${path}/namespaces/${namespace}/${resource}`;
  const bindingTo = (role: string): object => ({
    metadata: { name: 'tried' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
    subjects: [{ kind: 'ServiceAccount', name: 'runner', namespace }],
  });
  const make = (change: Change, where = namespace): Try => ({
    method: 'POST',
    path: core('pods', where),
    value: changed(where, change),
    by: 'fence',
  });
  const template = (kind: string, path: string, resource: string, by: Try['by'], name = 'tried'): Try => ({
    method: 'POST',
    path: group(path, resource),
    value: {
      apiVersion: path,
      kind,
      metadata: { name, namespace },
      spec: {
        ...(kind !== 'Job' && { selector: { matchLabels: { app: 'tried' } } }),
        template: {
          metadata: { labels: { app: 'tried' } },
          spec: {
            ...changed(namespace, privileged).spec,
            activeDeadlineSeconds: undefined,
            ...(kind !== 'Job' && { restartPolicy: 'Always' }),
          },
        },
      },
    },
    by,
  });
  const change = (path: string, value: object, by: Try['by'] = 'fence'): Try => ({
    method: 'PATCH',
    path,
    value,
    type: STRATEGIC,
    by,
  });
  return {
    'a privileged pod': make(privileged),
    'a privileged service': make(secure('svc-0', { privileged: true })),
    'a privileged init container': make(initContainer({ securityContext: { privileged: true } })),
    'a privileged init container that goes on': make(
      initContainer({ restartPolicy: 'Always', securityContext: { privileged: true } }),
    ),
    'a pod with a name that the API server makes': make((made) => ({
      metadata: { name: null, generateName: 'tried-' },
      ...privileged(made),
    })),
    'more capabilities': make(secure('build', { capabilities: { add: ['SYS_ADMIN', 'SYS_PTRACE'] } })),
    'the files of the node': make(volume({ hostPath: { path: '/' } })),
    'the socket of the node': make(volume({ hostPath: { path: '/run/containerd/containerd.sock' } })),
    'a disk of the node by a claim': make(volume({ persistentVolumeClaim: { claimName: 'disk' } })),
    'the network of the node': make(pod({ hostNetwork: true })),
    'the processes of the node': make(pod({ hostPID: true })),
    'the memory of the node': make(pod({ hostIPC: true })),
    'a port of the node': make(inContainer('build', { ports: [{ containerPort: 80, hostPort: 80 }] })),
    'no seccomp profile': make(secure('build', { seccompProfile: { type: 'Unconfined' } })),
    'another account': make(pod({ serviceAccountName: 'strong' })),
    "the manager's own account": make(pod({ serviceAccountName: 'runner' })),
    'the token of the account': make(pod({ automountServiceAccountToken: true })),
    'a projected token': make(
      volume({ projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } }),
    ),
    'the Secret of the runner token in a volume': make(volume({ secret: { secretName: 'runner-token' } })),
    'the Secret of the runner token in a variable': make(
      inContainer('build', {
        env: [{ name: 'X', valueFrom: { secretKeyRef: { name: 'runner-token', key: 'token' } } }],
      }),
    ),
    'the Secret of an account in all variables': make(
      inContainer('build', { envFrom: [{ secretRef: { name: 'strong-token' } }] }),
    ),
    'a pod on the control plane': make(
      pod({
        nodeName: 'control-plane',
        tolerations: [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists' }],
      }),
    ),
    'a pod that every node bears': make(pod({ tolerations: [{ operator: 'Exists' }] })),
    'a pod that comes before all others': make(pod({ priorityClassName: 'system-node-critical' })),
    'a pod in kube-system': make(() => ({}), 'kube-system'),
    'a privileged pod in kube-system': make(privileged, 'kube-system'),
    'a pod in default': make(() => ({}), 'default'),
    'a container in the pod of a job': change(
      `${core('pods')}/${job}/ephemeralcontainers`,
      {
        spec: {
          ephemeralContainers: [{ name: 'x', image: 'alpine:3', securityContext: { privileged: true } }],
        },
      },
      'rights',
    ),
    "the labels of the manager's pods for the pod of a job": change(
      `${core('pods')}/${job}`,
      {
        metadata: {
          labels: { 'app.kubernetes.io/name': 'gitlab-runner', 'app.kubernetes.io/instance': 'runner' },
        },
      },
      'rights',
    ),
    "another image for the manager's pod": change(
      `${core('pods')}/${manager}`,
      {
        spec: { containers: [{ name: 'gitlab-runner', image: 'alpine:3' }] },
      },
      'rights',
    ),
    "the end of the manager's pod": { method: 'DELETE', path: `${core('pods')}/${manager}`, by: 'fence' },
    "a command in the manager's pod": {
      method: 'POST',
      path: `${core('pods')}/${manager}/exec?container=gitlab-runner&command=id&stdout=true`,
      by: 'fence',
    },
    "a terminal of the manager's pod": {
      method: 'POST',
      path: `${core('pods')}/${manager}/attach?container=gitlab-runner&stdout=true`,
      by: 'fence',
    },
    'a Deployment with a privileged pod': template('Deployment', 'apps/v1', 'deployments', 'fence'),
    'one that is called as those of pause pods': template(
      'Deployment',
      'apps/v1',
      'deployments',
      'fence',
      'runner-pause-tried',
    ),
    'a DaemonSet with a privileged pod': template('DaemonSet', 'apps/v1', 'daemonsets', 'rights'),
    'a ReplicaSet with a privileged pod': template('ReplicaSet', 'apps/v1', 'replicasets', 'rights'),
    'a StatefulSet with a privileged pod': template('StatefulSet', 'apps/v1', 'statefulsets', 'rights'),
    'a Job with a privileged pod': template('Job', 'batch/v1', 'jobs', 'rights'),
    'a CronJob with a privileged pod': {
      method: 'POST',
      path: group('batch/v1', 'cronjobs'),
      value: {
        metadata: { name: 'tried' },
        spec: {
          schedule: '* * * * *',
          jobTemplate: { spec: { template: { spec: changed(namespace, privileged).spec } } },
        },
      },
      by: 'rights',
    },
    'a Secret with the token of an account': {
      method: 'POST',
      path: core('secrets'),
      value: {
        metadata: { name: 'tried', annotations: { 'kubernetes.io/service-account.name': 'strong' } },
        type: 'kubernetes.io/service-account-token',
      },
      by: 'fence',
    },
    'a token of another account': {
      method: 'POST',
      path: `${core('serviceaccounts')}/strong/token`,
      value: { spec: {} },
      by: 'rights',
    },
    'another runner token': {
      method: 'PUT',
      path: `${core('secrets')}/runner-token`,
      value: { metadata: { name: 'runner-token' }, stringData: { token: 'x' } },
      by: 'fence',
    },
    "another config.toml for the manager's pod": change(
      `${core('configmaps')}/runner-config`,
      { data: { 'config.toml': '' } },
      'rights',
    ),
    'the end of the runner token': { method: 'DELETE', path: `${core('secrets')}/runner-token`, by: 'fence' },
    'the end of all Secrets': { method: 'DELETE', path: core('secrets'), by: 'rights' },
    "the end of the manager's Deployment": {
      method: 'DELETE',
      path: `${group('apps/v1', 'deployments')}/runner`,
      by: 'fence',
    },
    "another pod for the manager's Deployment": {
      method: 'PUT',
      path: `${group('apps/v1', 'deployments')}/runner`,
      value: mergePatch(deployment, {
        spec: {
          template: { spec: { hostPID: true, containers: [{ name: 'gitlab-runner', image: 'alpine:3' }] } },
        },
      }) as object,
      by: 'fence',
    },
    'a namespace': {
      method: 'POST',
      path: '/api/v1/namespaces',
      value: { metadata: { name: 'tried' } },
      by: 'fence',
    },
    'the end of a namespace': { method: 'DELETE', path: '/api/v1/namespaces/kube-node-lease', by: 'fence' },
    'more rights in the namespace': {
      method: 'POST',
      path: group('rbac.authorization.k8s.io/v1', 'rolebindings'),
      value: bindingTo('admin'),
      by: 'rights',
    },
    'more rights in the cluster': {
      method: 'POST',
      path: '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
      value: bindingTo('cluster-admin'),
      by: 'rights',
    },
    'the end of a policy': {
      method: 'DELETE',
      path: `/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies/${namespace}.runner.${namespace}.pods`,
      by: 'rights',
    },
    'a policy that only warns': {
      method: 'PATCH',
      path: `/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings/${namespace}.runner.${namespace}.pods`,
      value: { spec: { validationActions: ['Warn'] } },
      type: 'application/merge-patch+json',
      by: 'rights',
    },
    'a namespace that policies do not find': change(
      `/api/v1/namespaces/${namespace}`,
      { metadata: { labels: { 'kubernetes.io/metadata.name': 'other' } } },
      'rights',
    ),
    'pods as somebody else': {
      method: 'POST',
      path: `${core('pods')}#system:serviceaccount:${namespace}:strong`,
      value: changed(namespace, privileged),
      by: 'rights',
    },
  };
}
