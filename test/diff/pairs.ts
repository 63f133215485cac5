import { render } from '../../src/api.ts';
import { mergePatch } from '../../src/core/data/merge-patch.ts';
import type { EffectCode } from '../../src/operate/diff/effects.ts';
import { documentWith } from '../support/rendered.ts';

/** An object of any kind. */
// biome-ignore lint/suspicious/noExplicitAny: every kind has its own fields.
export type AnyObject = Record<string, any>;

/** Two sets of objects, and what becomes of the first where the second is applied. */
export interface DiffPair {
  readonly before: readonly AnyObject[];
  readonly after: readonly AnyObject[];
  /** The effects, in their order. */
  readonly effects: readonly EffectCode[];
}

/** Renders a document with one runner. Throws where it has errors. */
export function objectsOf(spec: object = {}, runner: object = {}, metadata: object = {}): AnyObject[] {
  const document = mergePatch(documentWith({}, runner), { spec, metadata });
  const rendered = render(document);
  if (!rendered.ok) throw new Error(rendered.diagnostics.map(({ message }) => message).join('\n'));
  return rendered.objects as unknown as AnyObject[];
}

/** The arguments of {@link objectsOf}. */
type Document = Parameters<typeof objectsOf>;

/** A pair of documents. */
function documents(before: Document, after: Document, ...effects: EffectCode[]): DiffPair {
  return { before: objectsOf(...before), after: objectsOf(...after), effects };
}

/** A pair of the base document's objects, of which those of a kind are patched. */
function patched(kind: string, patch: object, ...effects: EffectCode[]): DiffPair {
  const before = objectsOf();
  return {
    before,
    after: before.map((object) => (object.kind === kind ? (mergePatch(object, patch) as AnyObject) : object)),
    effects,
  };
}

/** A pair in which the base document has one object more on each side. */
function beside(
  before: AnyObject | undefined,
  after: AnyObject | undefined,
  ...effects: EffectCode[]
): DiffPair {
  const all = objectsOf();
  return {
    before: [...all, ...(before ? [before] : [])],
    after: [...all, ...(after ? [after] : [])],
    effects,
  };
}

const delivery = (controller: string): object => ({ delivery: { controller } });

const fence = (...validationActions: readonly string[]): object => ({
  jobs: { admissionPolicy: { validationActions } },
});

const file = (kind: 'ConfigMap' | 'Secret', text: string, more: object = {}): AnyObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name: 'extra', namespace: 'ci' },
  data: { key: text },
  ...more,
});

const s3 = { cache: { Type: 's3', s3: { BucketName: 'cache' } } };
const key = { name: 'keys', key: 'id' };
const second = { url: 'https://gitlab.com', token: { secretKeyRef: { name: 'second', key: 'token' } } };
const withSecond = { runners: { second }, config: { concurrent: 2 } };
const session = (type: string): object => ({ sessionServer: { enabled: true, service: { type } } });
const advertised = (address: string): object =>
  mergePatch(session('ClusterIP'), { config: { session_server: { advertise_address: address } } }) as object;
const toml = (objects: readonly AnyObject[], change: (text: string) => string): AnyObject[] =>
  objects.map((object) =>
    object.kind === 'ConfigMap'
      ? (mergePatch(object, { data: { 'config.toml': change(object.data['config.toml']) } }) as AnyObject)
      : object,
  );

/** Pairs, each called after what changes. */
export const PAIRS: Readonly<Record<string, DiffPair>> = {
  nothing: documents([], []),
  'the number of jobs at once': documents([], [{ config: { concurrent: 9 } }], 'config-read'),
  'the address of GitLab': documents([], [{}, { url: 'https://gitlab.example.com' }], 'config-read'),
  'an image of jobs': documents(
    [{}, { kubernetes: { image: 'a:1' } }],
    [{}, { kubernetes: { image: 'a:2' } }],
    'config-read',
  ),
  'a runner more': documents([], [withSecond], 'needs-object', 'runner-added', 'managers-roll-out'),
  'a runner less': documents(
    [withSecond],
    [{ config: { concurrent: 2 } }],
    'runner-removed',
    'managers-roll-out',
  ),
  'a release': documents(
    [{ version: '19.2.0' }],
    [{ version: '19.3.0' }],
    'release-changed',
    'managers-roll-out',
    'labels-changed',
  ),
  'an image': documents([], [{ image: { flavor: 'ubuntu' } }], 'release-changed', 'managers-roll-out'),
  'the Secret of the token': documents(
    [],
    [{}, { token: { secretKeyRef: { name: 'other', key: 'token' } } }],
    'needs-object',
    'token-changed',
    'managers-roll-out',
  ),
  'a token in the document': documents(
    [{}, { token: { value: 'glrt-EXAMPLE-OLD-0000000' } }],
    [{}, { token: { value: 'glrt-EXAMPLE-NEW-0000000' } }],
    'token-changed',
    'managers-roll-out',
  ),
  'the port of metrics': documents([], [{ config: { listen_address: ':9300' } }], 'managers-roll-out'),
  'the address for sessions': documents(
    [advertised('a.example.com:9000')],
    [advertised('b.example.com:9000')],
    'managers-roll-out',
  ),
  'a first credential in config.toml': documents(
    [],
    [{ config: { sentry_dsn: 'https://EXAMPLE@sentry.example.com/1' } }],
    'managers-roll-out',
    'object-left',
  ),
  'a config.toml that rolls out': documents(
    [{ configUpdate: 'rollout' }],
    [{ configUpdate: 'rollout', config: { concurrent: 9 } }],
    'managers-roll-out',
    'object-left',
  ),
  'keys of a cache': documents(
    [{}, s3],
    [{ cacheCredentials: { s3: { accessKeyId: key, secretAccessKey: key } } }, s3],
    'needs-object',
    'managers-roll-out',
  ),
  'a pod of the manager': documents([], [{ manager: { nodeSelector: { pool: 'ci' } } }], 'managers-roll-out'),
  'a pod of the manager, with Recreate': documents(
    [{ manager: { strategy: { type: 'Recreate' } } }],
    [{ manager: { strategy: { type: 'Recreate' }, nodeSelector: { pool: 'ci' } } }],
    'managers-restart',
  ),
  'the strategy': documents(
    [],
    [{ manager: { strategy: { type: 'Recreate' } } }],
    'deployment-settings-changed',
  ),
  'the number of managers': documents([], [{ manager: { replicas: 3 } }], 'managers-scaled'),
  'from a number to an autoscaler': documents(
    [{ manager: { replicas: 3 } }],
    [{ autoscaling: { enabled: true, minReplicas: 2, maxReplicas: 6 } }],
    'autoscaler-takes-over',
  ),
  'from one manager to an autoscaler': documents(
    [],
    [{ autoscaling: { enabled: true, maxReplicas: 6 } }],
    'autoscaler-changed',
  ),
  'the autoscaler': documents(
    [{ autoscaling: { enabled: true, maxReplicas: 6 } }],
    [{ autoscaling: { enabled: true, maxReplicas: 8 } }],
    'autoscaler-changed',
  ),
  'from an autoscaler to a number': documents(
    [{ autoscaling: { enabled: true, maxReplicas: 6 } }],
    [{ manager: { replicas: 2 } }],
    'autoscaler-removed',
  ),
  'labels of the Deployment': documents([], [{ manager: { labels: { team: 'ci' } } }], 'labels-changed'),
  'annotations of all objects': documents(
    [],
    [{ commonAnnotations: { team: 'ci' } }],
    'managers-roll-out',
    'account-changed',
    'labels-changed',
  ),
  'a permission more': documents(
    [],
    [{}, { kubernetes: { pod_disruption_budget: true } }],
    'config-read',
    'permissions-added',
  ),
  'a permission less': documents(
    [{}, { kubernetes: { pod_disruption_budget: true } }],
    [],
    'config-read',
    'permissions-removed',
  ),
  'jobs in a namespace of their own': documents(
    [],
    [{ jobs: { namespace: 'ci-jobs' } }],
    'config-read',
    'permissions-added',
    'pod-security-changed',
    'namespace-added',
    'object-left',
  ),
  'jobs in the namespace of the manager again': documents(
    [{ jobs: { namespace: 'ci-jobs' } }],
    [],
    'config-read',
    'permissions-added',
    'pod-security-changed',
    'object-left',
    'namespace-left',
  ),
  'an account of jobs': documents(
    [],
    [{ jobs: { serviceAccount: { create: true } } }],
    'config-read',
    'account-changed',
  ),
  'the role of the account in a cloud': documents(
    [],
    [
      {
        serviceAccount: { annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/a' } },
      },
    ],
    'account-changed',
    'restart-needed',
  ),
  'another account': documents(
    [],
    [{ serviceAccount: { name: 'other' } }],
    'account-replaced',
    'managers-roll-out',
    'account-changed',
    'object-left',
  ),
  'network policies': documents(
    [],
    [{ networkPolicy: { enabled: true }, jobs: { networkPolicy: { enabled: true } } }],
    'network-policy-changed',
  ),
  'no network policies': documents([{ networkPolicy: { enabled: true } }], [], 'object-left'),
  'a quota': documents(
    [{ jobs: { resourceQuota: { hard: { pods: '10' } } } }],
    [{ jobs: { resourceQuota: { hard: { pods: '20' } } } }],
    'limits-changed',
  ),
  'a limit range': documents(
    [],
    [{ jobs: { limitRange: { limits: [{ type: 'Container', max: { memory: '1Gi' } }] } } }],
    'limits-changed',
  ),
  'the Pod Security of a namespace': documents(
    [],
    [{ namespace: { podSecurity: { enforce: 'privileged' } } }],
    'pod-security-changed',
  ),
  'a budget': documents(
    [{ manager: { replicas: 2 } }],
    [{ manager: { replicas: 2 }, podDisruptionBudget: { enabled: true } }],
    'budget-changed',
  ),
  'a Service for metrics': documents([], [{ metrics: { service: { enabled: true } } }], 'address-changed'),
  'a Service without an address': documents(
    [session('ClusterIP')],
    [session('Headless')],
    'service-replaced',
    'managers-roll-out',
  ),
  'monitors, rules and a dashboard': documents(
    [],
    [
      {
        metrics: {
          podMonitor: { enabled: true },
          prometheusRule: { enabled: true },
          dashboard: { enabled: true },
        },
      },
    ],
    'monitoring-changed',
  ),
  'a file of a Docker daemon': documents(
    [{ dockerBuilds: { mode: 'dind', dind: { daemonConfig: { 'max-concurrent-downloads': 1 } } } }],
    [{ dockerBuilds: { mode: 'dind', dind: { daemonConfig: { 'max-concurrent-downloads': 2 } } } }],
    'config-read',
    'job-files-changed',
    'object-left',
  ),
  'an object that is not ours': documents(
    [{ extraObjects: { file: file('ConfigMap', 'a') } }],
    [{ extraObjects: { file: file('ConfigMap', 'b') } }],
    'other-object-changed',
  ),
  'another name': documents(
    [],
    [{}, {}, { name: 'other' }],
    'manager-removed',
    'needs-object',
    'manager-added',
    'permissions-added',
    'labels-changed',
    'object-left',
  ),
  'no runner any more, under Argo CD': {
    before: objectsOf(delivery('ArgoCD')),
    after: [],
    effects: ['manager-drained', 'object-pruned', 'namespace-left'],
  },
  'no runner any more, under Flux': {
    before: objectsOf(delivery('Flux')),
    after: [],
    effects: ['manager-pruned', 'object-pruned', 'namespace-left'],
  },
  'no runner any more, nor its Namespace, under Argo CD': {
    before: objectsOf({ delivery: { controller: 'ArgoCD', namespacePolicy: 'Delete' } }),
    after: [],
    effects: ['manager-drained', 'object-pruned'],
  },
  'no runner any more, which was stopped before': {
    before: objectsOf({ ...delivery('Flux'), manager: { replicas: 0 } }),
    after: [],
    effects: ['manager-stopped', 'object-pruned', 'namespace-left'],
  },
  'a controller that applies': documents([], [delivery('Flux')], 'labels-changed'),
  'a restart under Flux': documents(
    [{ ...delivery('Flux'), serviceAccount: { annotations: { role: 'a' } } }],
    [{ ...delivery('Flux'), serviceAccount: { annotations: { role: 'b' } } }],
    'account-changed',
    'restart-needed',
  ),
  'another account under Argo CD': documents(
    [delivery('ArgoCD')],
    [{ ...delivery('ArgoCD'), serviceAccount: { name: 'other' } }],
    'account-replaced',
    'managers-roll-out',
    'account-changed',
    'object-pruned',
  ),
  'a first install': {
    before: [],
    after: objectsOf(),
    effects: ['needs-object', 'manager-added', 'permissions-added', 'namespace-added'],
  },
  'no runner any more': {
    before: objectsOf(),
    after: [],
    effects: ['manager-removed', 'object-left', 'namespace-left'],
  },
  'the selector': patched(
    'Deployment',
    {
      spec: { selector: { matchLabels: { team: 'ci' } }, template: { metadata: { labels: { team: 'ci' } } } },
    },
    'deployment-replaced',
  ),
  'the Role of a binding': patched('RoleBinding', { roleRef: { name: 'other' } }, 'binding-replaced'),
  'the accounts of a binding': patched(
    'RoleBinding',
    { subjects: [{ kind: 'ServiceAccount', name: 'other', namespace: 'ci' }] },
    'binding-changed',
  ),
  'what cannot be changed': beside(
    file('ConfigMap', 'a', { immutable: true }),
    file('ConfigMap', 'b', { immutable: true }),
    'immutable-replaced',
  ),
  'the type of a Secret': beside(
    file('Secret', 'YQ==', { type: 'Opaque' }),
    file('Secret', 'YQ==', { type: 'example.com/other' }),
    'immutable-replaced',
  ),
  'what the manager reads once, in config.toml alone': {
    before: objectsOf(),
    after: toml(objectsOf(), (text) => text.replace(':9252', ':9300')),
    effects: ['restart-needed'],
  },
  'a fence': documents([], [fence('Deny')], 'fence-holds'),
  'a fence on trial': documents([], [fence('Audit', 'Warn')], 'fence-warns'),
  'a fence after its trial': documents([fence('Audit', 'Warn')], [fence('Deny')], 'fence-holds'),
  'a fence with a gate more': documents(
    [fence('Deny')],
    [fence('Deny'), { kubernetes: { allow_privilege_escalation: true } }],
    'config-read',
    'fence-changed',
  ),
  'no fence': documents([fence('Deny')], [], 'fence-left'),
  'an admission policy': beside(
    undefined,
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name: 'ci-gitlab-runner' },
      spec: {},
    },
    'admission-policy-changed',
  ),
};
