import { isEqual } from '../data/is-equal.ts';
import { isMapping } from '../data/is-mapping.ts';
import { valueAt } from '../data/path.ts';

type Mapping = Readonly<Record<string, unknown>>;

/** Annotations that tools and controllers write for themselves. */
const BOOKKEEPING =
  /^(?:kubectl\.kubernetes\.io\/(?:last-applied-configuration|restartedAt)$|deployment\.kubernetes\.io\/|meta\.helm\.sh\/|argocd\.argoproj\.io\/(?:tracking-id|refresh)$|checksum\/|autoscaling\.alpha\.kubernetes\.io\/|(?:internal\.)?config\.kubernetes\.io\/|objectset\.rio\.cattle\.io\/|field\.cattle\.io\/|openshift\.io\/)/;

/** Whether an annotation is one that a tool or a controller writes for itself. */
export function isBookkeeping(annotation: string): boolean {
  return BOOKKEEPING.test(annotation);
}

/** Labels that tools and the API server write for themselves. */
const BOOKKEEPING_LABELS =
  /^(?:kubernetes\.io\/metadata\.name$|kustomize\.toolkit\.fluxcd\.io\/(?:name|namespace)$|argocd\.argoproj\.io\/instance$|objectset\.rio\.cattle\.io\/)/;

/** Whether a label is one that a tool or the API server writes for itself. */
export function isBookkeepingLabel(label: string): boolean {
  return BOOKKEEPING_LABELS.test(label);
}

/** Fields of `metadata` that only the API server writes. */
const SERVER_METADATA = new Set([
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
  'selfLink',
]);

/** What the API server writes where a field of a `spec` is left out: it says no more than its absence. */
const SERVER_DEFAULTS: Readonly<Record<string, unknown>> = {
  defaultMode: 420,
  dnsPolicy: 'ClusterFirst',
  externalTrafficPolicy: 'Cluster',
  failureThreshold: 3,
  imagePullPolicy: 'IfNotPresent',
  internalTrafficPolicy: 'Cluster',
  ipFamilyPolicy: 'SingleStack',
  periodSeconds: 10,
  progressDeadlineSeconds: 600,
  restartPolicy: 'Always',
  revisionHistoryLimit: 10,
  schedulerName: 'default-scheduler',
  scheme: 'HTTP',
  securityContext: {},
  sessionAffinity: 'None',
  strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
  successThreshold: 1,
  terminationGracePeriodSeconds: 30,
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
  timeoutSeconds: 1,
};

/** More of them, which say something where manifests are read, and nothing where an object is compared with one that lacks them. */
const MORE_DEFAULTS: readonly (readonly [key: string, value: unknown])[] = [
  ['action', 'replace'],
  ['apiVersion', 'v1'],
  ['divisor', '0'],
  ['effect', ''],
  ['hostPath', { type: '' }],
  ['minReplicas', 1],
  ['namespaceSelector', {}],
  ['objectSelector', {}],
  ['matchPolicy', 'Equivalent'],
  ['failurePolicy', 'Fail'],
  ['operator', 'Equal'],
  ['pathType', 'ImplementationSpecific'],
  ['preemptionPolicy', 'PreemptLowerPriority'],
  ['protocol', 'TCP'],
  ['replicas', 1],
  ['resources', {}],
  ['scope', '*'],
  ['selectPolicy', 'Max'],
  ['policies', [{ type: 'Percent', value: 100, periodSeconds: 15 }]],
  [
    'scaleUp',
    {
      policies: [
        { type: 'Pods', value: 4, periodSeconds: 15 },
        { type: 'Percent', value: 100, periodSeconds: 15 },
      ],
      selectPolicy: 'Max',
      stabilizationWindowSeconds: 0,
    },
  ],
  ['type', 'ClusterIP'],
];

/** What the API server leaves out where it is written: it says what its absence says. */
const LEFT_OUT_WHERE_FALSE = new Set([
  'hostIPC',
  'hostNetwork',
  'hostPID',
  'minReadySeconds',
  'paused',
  'publishNotReadyAddresses',
  'readOnly',
  'stdin',
  'stdinOnce',
  'tty',
]);

/** Whether a field of a `spec` says no more than its absence. */
export function isServerDefault(key: string, value: unknown): boolean {
  return (
    value === null ||
    // The old name of a field that is always there too.
    key === 'serviceAccount' ||
    (Object.hasOwn(SERVER_DEFAULTS, key) && isEqual(SERVER_DEFAULTS[key], value)) ||
    MORE_DEFAULTS.some(([name, item]) => name === key && isEqual(item, value))
  );
}

/** Whether the API server leaves a written field out, as it is empty. */
export function isLeftOutByServer(key: string, value: unknown): boolean {
  const isEmpty =
    value === '' ||
    (Array.isArray(value) && value.length === 0) ||
    (isMapping(value) && Object.keys(value).length === 0 && key !== 'podSelector' && key !== 'emptyDir');
  return isEmpty || ((value === false || value === 0) && LEFT_OUT_WHERE_FALSE.has(key));
}

/** Whether only the API server and its controllers write a field of `metadata`. */
export function isServerMetadata(key: string): boolean {
  return SERVER_METADATA.has(key) || key === 'finalizers' || key === 'ownerReferences';
}

/** Those of them that say something in our own objects, as ours have another value where the document says nothing. */
const MEANT_IN_OURS = new Set([
  'spec.terminationGracePeriodSeconds',
  'startupProbe.failureThreshold',
  'startupProbe.periodSeconds',
  'readinessProbe.periodSeconds',
  'readinessProbe.timeoutSeconds',
  'livenessProbe.failureThreshold',
  'livenessProbe.periodSeconds',
  'livenessProbe.timeoutSeconds',
]);

/** What the API server gives a Service, whatever it is. */
const GIVEN_TO_SERVICES = new Set([
  'clusterIP',
  'clusterIPs',
  'ipFamilies',
  'nodePort',
  'healthCheckNodePort',
]);

/** Whether a field of an object's `spec` is given by the API server: addresses and ports of Services. */
export function isGiven(object: Mapping, key: string, value: unknown): boolean {
  return (
    object.kind === 'Service' &&
    GIVEN_TO_SERVICES.has(key) &&
    value !== 'None' &&
    !isEqual(value, ['None']) &&
    !(key === 'nodePort' && valueAt(object, ['spec', 'type']) === 'NodePort')
  );
}

/**
 * Returns an object without what the API server and controllers have added to it. Defaults are removed only from an
 * object of a cluster: elsewhere they were written on purpose.
 */
export function asWritten(object: Mapping): Mapping {
  const { status: _status, metadata, spec, ...rest } = object;
  return {
    ...rest,
    metadata: ownMetadata(metadata as Mapping),
    ...(spec !== undefined && { spec: isLive(object) ? withoutDefaults(spec, 'spec', object) : spec }),
  };
}

/** Whether an object comes from a cluster. */
export function isLive(object: unknown): boolean {
  return ['uid', 'resourceVersion'].some((key) => valueAt(object, ['metadata', key]) !== undefined);
}

function ownMetadata(metadata: Mapping): Mapping {
  const { annotations, labels, ...rest } = metadata;
  const without = (all: unknown, isLeftOut: (key: string) => boolean): object =>
    Object.fromEntries(Object.entries(all as Mapping).filter(([key]) => !isLeftOut(key)));
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([key]) => !SERVER_METADATA.has(key))),
    ...(labels !== undefined && { labels: isMapping(labels) ? without(labels, isBookkeepingLabel) : labels }),
    ...(isMapping(annotations) && { annotations: without(annotations, isBookkeeping) }),
  };
}

function withoutDefaults(value: unknown, parent: string, object: Mapping): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutDefaults(item, parent, object));
  if (!isMapping(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      // The old name of a field, and what an empty one is written as.
      if ((key === 'serviceAccount' && value.serviceAccountName === item) || item === null) return [];
      const isDefault =
        (Object.hasOwn(SERVER_DEFAULTS, key) && isEqual(SERVER_DEFAULTS[key], item)) ||
        (key === 'apiVersion' && parent === 'fieldRef');
      const isMeant = isOurs(object) && MEANT_IN_OURS.has(`${parent}.${key}`);
      return (isDefault && !isMeant) || isGiven(object, key, item)
        ? []
        : [[key, withoutDefaults(item, key, object)]];
    }),
  );
}

/** Whether an object is one that a document rendered. */
export function isOurs(object: unknown): boolean {
  return (
    valueAt(object, ['metadata', 'labels', 'app.kubernetes.io/managed-by']) === 'gitlab-runner-manifests'
  );
}
