import type { DeploymentStrategy, RollingUpdateDeployment } from 'kubernetes-types/apps/v1.js';
import type {
  AzureDiskVolumeSource,
  ClusterTrustBundleProjection,
  Container,
  ContainerPort,
  DownwardAPIVolumeFile,
  EnvFromSource,
  EnvVar,
  FCVolumeSource,
  ISCSIVolumeSource,
  LifecycleHandler,
  NodeSelectorRequirement,
  PersistentVolumeClaimTemplate,
  PodAffinityTerm,
  Probe,
  ProjectedVolumeSource,
  ResourceFieldSelector,
  ResourceRequirements,
  SeccompProfile,
  Toleration,
  TopologySpreadConstraint,
  Volume,
  VolumeMount,
} from 'kubernetes-types/core/v1.js';

import { plainPath } from '../../data/directory.ts';
import { isMapping } from '../../data/is-mapping.ts';
import { type Path, valueAt } from '../../data/path.ts';
import { walk } from '../../data/walk.ts';
import type { Code } from '../../findings/codes.ts';
import { isWholeQuantity } from '../../formats/quantity.ts';
import { PROBES } from '../../resolve/manager/container.ts';
import type { Resolved } from '../../resolve/resolved.ts';
import { onDocument } from '../rule.ts';

type Spec = Resolved['spec'];

/** What the API server refuses of a part of an object: where, from the part on, when, and why. */
type Fault<T> = readonly [
  code: Code,
  keys: string,
  when: (part: T, spec: Spec) => unknown,
  message: string | ((part: T) => string),
  help: string,
];

type Faults<T> = readonly Fault<T>[];
type Requirement = Pick<NodeSelectorRequirement, 'key' | 'operator' | 'values'>;
/** Older types lack the key. */
type AnyContainer = Container & { readonly restartPolicy?: string };
type Hook = LifecycleHandler & { readonly sleep?: { readonly seconds: number } };
/** A choice of pods by their labels, and by values of labels that the pod itself has. */
type Narrowed = Pick<PodAffinityTerm, 'labelSelector'> & {
  readonly matchLabelKeys?: readonly string[];
  readonly mismatchLabelKeys?: readonly string[];
};

const profile: Faults<SeccompProfile> = [
  [
    'NEEDS_KEY',
    '',
    ({ type, localhostProfile }) => type === 'Localhost' && localhostProfile === undefined,
    'The type Localhost needs a profile on the node, and none is named.',
    'Add `localhostProfile`, or take the type RuntimeDefault.',
  ],
  [
    'CONTRADICTION',
    'localhostProfile',
    ({ type, localhostProfile }) => type !== 'Localhost' && localhostProfile !== undefined,
    ({ type }) => `The type ${type} uses no profile of the node.`,
    'Remove it, or set `type: Localhost`.',
  ],
];

const NARROWING = ['matchLabelKeys', 'mismatchLabelKeys'] as const;

const narrowed: Faults<Narrowed> = [
  [
    'NO_EFFECT',
    '',
    (part) => part.labelSelector === undefined && !NARROWING.some((key) => part[key]?.length),
    'Without a labelSelector this matches no pod.',
    'Add one: for managers `matchLabels: {app.kubernetes.io/instance: NAME}`, with the name of the document.',
  ],
  ...NARROWING.flatMap(
    (key): Faults<Narrowed> => [
      [
        'NEEDS_KEY',
        key,
        (part) => part[key]?.length && part.labelSelector === undefined,
        `${key} narrows a labelSelector, which is not there.`,
        'Add `labelSelector`.',
      ],
      [
        'CONTRADICTION',
        key,
        (part) => part[key]?.some((label) => chosenBy(part, key).includes(label)),
        'A label of this list chooses pods elsewhere already.',
        'Remove it from one of the two.',
      ],
    ],
  ),
];

/** The labels by which pods are chosen beside one of the lists. */
function chosenBy({ labelSelector = {}, mismatchLabelKeys = [] }: Narrowed, key: string): readonly string[] {
  const { matchLabels = {}, matchExpressions = [] } = labelSelector;
  return [
    ...Object.keys(matchLabels),
    ...matchExpressions.map((expression) => expression.key),
    ...(key === 'matchLabelKeys' ? mismatchLabelKeys : []),
  ];
}

const requirement: Faults<Requirement> = [
  [
    'CONTRADICTION',
    '',
    ({ operator, values }) => wanted(operator, values) !== undefined,
    ({ operator, values = [] }) =>
      `The operator ${operator} needs ${wanted(operator, values)}, and there ${values.length === 1 ? 'is 1 value' : `are ${values.length} values`}.`,
    'Kubernetes refuses the condition, or finds nothing that meets it.',
  ],
];

/** What an operator needs, where the values are something else. */
function wanted(operator: string, values: readonly string[] = []): string | undefined {
  switch (operator) {
    case 'In':
    case 'NotIn':
      return values.length > 0 ? undefined : 'at least one value';
    case 'Gt':
    case 'Lt':
      return values.length === 1 && /^-?\d+$/.test(values[0]!)
        ? undefined
        : 'exactly one value, a whole number';
    default:
      return values.length === 0 ? undefined : 'no values';
  }
}

const field: Faults<Requirement> = [
  [
    'CONTRADICTION',
    '',
    ({ key, operator, values = [] }) =>
      key !== 'metadata.name' || values.length !== 1 || (operator !== 'In' && operator !== 'NotIn'),
    'The only field of a node to choose by is metadata.name, with In or NotIn and one value.',
    'For labels there are the expressions.',
  ],
];

const hook: Faults<Hook> = [
  [
    'CONTRADICTION',
    'sleep.seconds',
    ({ sleep }, { manager }) => sleep && sleep.seconds > manager.terminationGracePeriodSeconds,
    'A hook cannot sleep longer than the grace period of the pod.',
    'Sleep for less, or raise `spec.manager.terminationGracePeriodSeconds`.',
  ],
];

const onlyOneSuccess: Faults<Probe> = [
  [
    'REFUSED_VALUE',
    'successThreshold',
    ({ successThreshold = 1 }) => successThreshold !== 1,
    'Kubernetes accepts only 1 here: only a readiness probe waits for more successes.',
    'Remove it.',
  ],
];

/** The parts, by their key; `[]` stands for each of a list. The keys are Kubernetes' own, and some of config.toml. */
interface Parts {
  readonly manager: Spec['manager'];
  readonly strategy: DeploymentStrategy;
  readonly rollingUpdate: RollingUpdateDeployment;
  readonly 'tolerations[]': Toleration;
  readonly 'topologySpreadConstraints[]': TopologySpreadConstraint & Narrowed;
  readonly podAffinityTerm: Narrowed;
  readonly 'requiredDuringSchedulingIgnoredDuringExecution[]': Narrowed;
  readonly 'matchExpressions[]': Requirement;
  readonly 'match_expressions[]': Requirement;
  readonly 'matchFields[]': Requirement;
  readonly 'match_fields[]': Requirement;
  readonly seccompProfile: SeccompProfile;
  readonly appArmorProfile: SeccompProfile;
  readonly 'containers[]': AnyContainer;
  readonly 'initContainers[]': AnyContainer;
  readonly 'volumes[]': Volume;
  readonly 'env[]': EnvVar;
  readonly 'envFrom[]': EnvFromSource;
  readonly 'ports[]': ContainerPort;
  readonly 'volumeMounts[]': VolumeMount & { readonly recursiveReadOnly?: string };
  readonly 'items[]': DownwardAPIVolumeFile & { readonly key?: string };
  readonly resourceFieldRef: ResourceFieldSelector;
  readonly clusterTrustBundle: ClusterTrustBundleProjection;
  readonly projected: ProjectedVolumeSource;
  readonly volumeClaimTemplate: PersistentVolumeClaimTemplate;
  readonly azureDisk: AzureDiskVolumeSource;
  readonly fc: FCVolumeSource;
  readonly iscsi: ISCSIVolumeSource;
  readonly resources: ResourceRequirements;
  readonly overhead: Readonly<Record<string, string>>;
  readonly readinessProbe: Probe;
  readonly livenessProbe: Probe;
  readonly startupProbe: Probe;
  readonly postStart: Hook;
  readonly preStop: Hook;
}

const FAULTS: { readonly [K in keyof Parts]: Faults<Parts[K]> } = {
  manager: [
    [
      'NEEDS_KEY',
      'dnsPolicy',
      ({ dnsPolicy, dnsConfig }) => dnsPolicy === 'None' && !dnsConfig?.nameservers?.length,
      'With the dnsPolicy None a pod needs a name server, and Kubernetes refuses one without.',
      'Add `dnsConfig.nameservers`, or take another policy.',
    ],
    [
      'CONTRADICTION',
      'minReadySeconds',
      ({ minReadySeconds = 0, progressDeadlineSeconds = 600 }) => minReadySeconds >= progressDeadlineSeconds,
      'minReadySeconds must be less than progressDeadlineSeconds, which is 600 by default.',
      'Lower it, or raise `progressDeadlineSeconds`.',
    ],
    [
      'CONTRADICTION',
      'podSecurityContext.sysctls',
      ({ hostNetwork, podSecurityContext }) =>
        hostNetwork && podSecurityContext?.sysctls?.some(({ name }) => /^net[./]/.test(name)),
      'With hostNetwork the pod has the network and the parameters of the node.',
      'Remove those of `net`, or `hostNetwork`.',
    ],
  ],
  strategy: [
    [
      'CONTRADICTION',
      'rollingUpdate',
      ({ type, rollingUpdate }) => type === 'Recreate' && rollingUpdate,
      'With the type Recreate all pods stop at once, so rollingUpdate is not allowed.',
      'Remove it.',
    ],
  ],
  rollingUpdate: [
    [
      'CONTRADICTION',
      'maxUnavailable',
      ({ maxSurge, maxUnavailable }) => isNone(maxSurge) && isNone(maxUnavailable),
      'Where neither more pods may run nor fewer, none can be replaced.',
      'Let one of the two be 1.',
    ],
    [
      'REFUSED_VALUE',
      'maxUnavailable',
      ({ maxUnavailable }) => typeof maxUnavailable === 'string' && Number.parseInt(maxUnavailable, 10) > 100,
      'No more than 100% of the pods can be away.',
      'Lower it.',
    ],
  ],
  'tolerations[]': [
    [
      'NEEDS_KEY',
      '',
      ({ key, operator }) => !key && operator !== 'Exists',
      'A toleration without a key is for all taints, which only the operator Exists says.',
      'Add the `key` of a taint, or `operator: Exists`.',
    ],
    [
      'CONTRADICTION',
      'value',
      ({ operator, value }) => operator === 'Exists' && value,
      'The operator Exists accepts no value.',
      'Remove it, or set `operator: Equal`.',
    ],
    [
      'CONTRADICTION',
      'tolerationSeconds',
      ({ effect, tolerationSeconds }) => tolerationSeconds !== undefined && effect !== 'NoExecute',
      'Only with the effect NoExecute a pod stays for a time.',
      'Add `effect: NoExecute`, or remove it.',
    ],
  ],
  'topologySpreadConstraints[]': [
    [
      'CONTRADICTION',
      'minDomains',
      ({ minDomains, whenUnsatisfiable }) =>
        minDomains !== undefined && whenUnsatisfiable !== 'DoNotSchedule',
      'minDomains requires whenUnsatisfiable DoNotSchedule.',
      'Remove it, or set `whenUnsatisfiable: DoNotSchedule`.',
    ],
    ...narrowed,
  ],
  podAffinityTerm: narrowed,
  'requiredDuringSchedulingIgnoredDuringExecution[]': narrowed,
  'matchExpressions[]': requirement,
  'match_expressions[]': requirement,
  'matchFields[]': field,
  'match_fields[]': field,
  seccompProfile: profile,
  appArmorProfile: profile,
  'containers[]': [
    [
      'CONTRADICTION',
      'restartPolicy',
      ({ restartPolicy }) => restartPolicy !== undefined,
      'Only a container of `initContainers` says whether it is restarted; these always are.',
      'Remove it, or move the container to `initContainers`, where it starts before the others and keeps running beside them.',
    ],
  ],
  'initContainers[]': [
    ...(['lifecycle', ...PROBES] as const).map(
      (key): Fault<AnyContainer> => [
        'CONTRADICTION',
        key,
        (part) => part[key] !== undefined && part.restartPolicy !== 'Always',
        'An init container cannot have hooks or probes.',
        'Remove it, or add `restartPolicy: Always`, with which the container keeps running beside the others.',
      ],
    ),
    [
      'CONTRADICTION',
      'resizePolicy',
      ({ resizePolicy, restartPolicy }) =>
        restartPolicy !== 'Always' && resizePolicy?.some((one) => one.restartPolicy === 'RestartContainer'),
      'An init container is not restarted for other amounts.',
      'Remove it.',
    ],
  ],
  'env[]': [
    [
      'EXCLUSIVE_KEYS',
      'valueFrom',
      ({ value, valueFrom }) => value && valueFrom,
      'A variable has a value or a source of it, not both.',
      'Remove one of the keys.',
    ],
    [
      'REFUSED_VALUE',
      'valueFrom.fieldRef.fieldPath',
      ({ valueFrom }) => /^metadata\.(?:labels|annotations)$/.test(valueFrom?.fieldRef?.fieldPath ?? ''),
      ({ valueFrom }) => `A variable holds one of ${valueFrom!.fieldRef!.fieldPath}, not all of them.`,
      "Name it: `metadata.labels['app']`.",
    ],
  ],
  'envFrom[]': [
    [
      'NEEDS_KEY',
      '',
      ({ configMapRef, secretRef }) => !configMapRef && !secretRef,
      'This entry names neither a ConfigMap nor a Secret.',
      'Add `configMapRef` or `secretRef`.',
    ],
    [
      'EXCLUSIVE_KEYS',
      'secretRef',
      ({ configMapRef, secretRef }) => configMapRef && secretRef,
      'An entry reads variables from a ConfigMap or from a Secret, not from both.',
      'Make two entries of it.',
    ],
  ],
  'ports[]': [
    [
      'CONTRADICTION',
      'hostPort',
      ({ containerPort, hostPort }, { manager }) =>
        manager.hostNetwork && hostPort !== undefined && hostPort !== containerPort,
      "With hostNetwork the port of the container is the node's.",
      'Remove it.',
    ],
  ],
  'volumeMounts[]': [
    [
      'EXCLUSIVE_KEYS',
      'subPathExpr',
      ({ subPath, subPathExpr }) => subPath && subPathExpr,
      'A mount has a subPath or a subPathExpr, not both.',
      'Remove one of the keys.',
    ],
    [
      'NEEDS_KEY',
      'recursiveReadOnly',
      ({ recursiveReadOnly = 'Disabled', readOnly }) => recursiveReadOnly !== 'Disabled' && !readOnly,
      'Only a mount that is readOnly can be so with all that is mounted below.',
      'Add `readOnly: true`.',
    ],
    [
      'CONTRADICTION',
      'recursiveReadOnly',
      ({ recursiveReadOnly = 'Disabled', mountPropagation = 'None' }) =>
        recursiveReadOnly !== 'Disabled' && mountPropagation !== 'None',
      'What is mounted later, as mountPropagation lets it, would not be read-only.',
      'Remove one of the keys.',
    ],
  ],
  'items[]': [
    [
      'NEEDS_KEY',
      '',
      ({ key, fieldRef, resourceFieldRef }) => !(key ?? fieldRef ?? resourceFieldRef),
      'This file has no content.',
      'Add `fieldRef` or `resourceFieldRef`.',
    ],
    [
      'EXCLUSIVE_KEYS',
      'resourceFieldRef',
      ({ fieldRef, resourceFieldRef }) => fieldRef && resourceFieldRef,
      'A file holds a field of the pod or a resource, not both.',
      'Remove one of the keys.',
    ],
    [
      'REFUSED_VALUE',
      'fieldRef.fieldPath',
      ({ fieldRef }) => /^s/.test(fieldRef?.fieldPath ?? ''),
      'A file holds only fields of metadata.',
      'For others there are variables: `env` with `valueFrom`.',
    ],
    [
      'NEEDS_KEY',
      'resourceFieldRef',
      ({ resourceFieldRef }) => resourceFieldRef && resourceFieldRef.containerName === undefined,
      'A file does not belong to a container, so it has to say whose resources it holds.',
      'Add `containerName`.',
    ],
  ],
  resourceFieldRef: [
    [
      'REFUSED_VALUE',
      'divisor',
      ({ resource, divisor = '1' }) =>
        !(/cpu/.test(resource) ? /^(?:0|1m?)$/ : /^(?:0|1(?:k|[MGTPE]i?|Ki)?)$/).test(divisor),
      ({ resource }) =>
        `Kubernetes gives ${resource} in units of ${/cpu/.test(resource) ? '1 or 1m' : '1, 1k, 1Mi and the like'}.`,
      'Use one of those, or remove the key.',
    ],
  ],
  clusterTrustBundle: [
    [
      'EXCLUSIVE_KEYS',
      '',
      ({ name, signerName, labelSelector }) =>
        (name === undefined) === (signerName === undefined) || (name && labelSelector),
      'Certificates come from the bundle with a `name`, or from bundles of a `signerName` that a `labelSelector` chooses.',
      'Write one of the two.',
    ],
  ],
  projected: [
    [
      'NAME_TAKEN',
      'sources',
      ({ sources = [] }) => {
        const files = sources.flatMap(
          ({ configMap, secret, downwardAPI, ...more }): readonly { readonly path: string }[] => [
            ...(configMap?.items ?? []),
            ...(secret?.items ?? []),
            ...(downwardAPI?.items ?? []),
            ...Object.values(more as Readonly<Record<string, { readonly path: string }>>),
          ],
        );
        const paths = files.map(({ path }) => path);
        return new Set(paths).size < paths.length;
      },
      'Two files of the volume have the same path.',
      'Give one of them another.',
    ],
  ],
  volumeClaimTemplate: [
    [
      'CONTRADICTION',
      'spec.accessModes',
      ({ spec: { accessModes = [] } }) => accessModes.length > 1 && accessModes.includes('ReadWriteOncePod'),
      'A PersistentVolumeClaim with ReadWriteOncePod cannot have other access modes.',
      'Remove the others, or ReadWriteOncePod.',
    ],
  ],
  azureDisk: [
    [
      'REFUSED_VALUE',
      'diskURI',
      ({ kind, diskURI }) => (kind === 'Managed') !== diskURI.startsWith('/'),
      'Managed disks have a URI that begins with /subscriptions/, and others one that begins with https://.',
      'Change it, or the `kind`.',
    ],
  ],
  fc: [
    [
      'EXCLUSIVE_KEYS',
      '',
      ({ targetWWNs, wwids, lun }) =>
        (targetWWNs === undefined) === (wwids === undefined) || (targetWWNs && lun === undefined),
      'A disk is named by `targetWWNs` and `lun`, or by `wwids`.',
      'Write one of the two.',
    ],
  ],
  'volumes[]': [
    [
      'REFUSED_VALUE',
      'iscsi.targetPortal',
      ({ name, iscsi }) => iscsi?.initiatorName && `${name}:${iscsi.targetPortal}`.length > 63,
      'With `initiatorName`, the address and the name of the volume name an interface, together in fewer than 63 characters.',
      'Shorten one of the two, or remove `initiatorName`.',
    ],
  ],
  iscsi: [
    [
      'NEEDS_KEY',
      'secretRef',
      ({ chapAuthDiscovery, chapAuthSession, secretRef }) =>
        (chapAuthDiscovery || chapAuthSession) && secretRef === undefined,
      'A login by CHAP reads its password from a Secret.',
      'Add `secretRef`, or remove `chapAuthDiscovery` and `chapAuthSession`.',
    ],
  ],
  resources: [
    [
      'NEEDS_KEY',
      'claims',
      ({ claims }, { manager }) =>
        claims?.length && valueAt(manager.podPatch, ['spec', 'resourceClaims']) === undefined,
      'The pod has no resource claims that a container could take.',
      'Add them to the pod: `spec.manager.podPatch: {spec: {resourceClaims: […]}}`.',
    ],
    [
      'NAME_TAKEN',
      'claims',
      ({ claims = [] }) =>
        new Set(claims.map((claim) => Object.values(claim).join('/'))).size < claims.length,
      'A container uses each claim, or each request of it, once.',
      'Remove one of them.',
    ],
  ],
  overhead: [
    [
      'REFUSED_VALUE',
      '',
      (amounts) =>
        Object.entries(amounts).some(([name, amount]) => name.includes('/') && !isWholeQuantity(amount)),
      'Devices are counted in whole numbers.',
      'Write one, or remove the device.',
    ],
  ],
  readinessProbe: [
    [
      'CONTRADICTION',
      'terminationGracePeriodSeconds',
      ({ terminationGracePeriodSeconds }) => terminationGracePeriodSeconds !== undefined,
      'A readiness probe stops no container, so it has no grace period.',
      'Remove it.',
    ],
  ],
  livenessProbe: onlyOneSuccess,
  startupProbe: onlyOneSuccess,
  postStart: hook,
  preStop: hook,
};

/** What has to differ in the entries of a list. */
const UNIQUE: Readonly<Record<string, readonly string[]>> = {
  volumes: ['name'],
  volumeMounts: ['mountPath'],
  env: ['name'],
  ports: ['name'],
  initContainers: ['name'],
  containers: ['name'],
  sysctls: ['name'],
  resizePolicy: ['resourceName'],
  topologySpreadConstraints: ['topologyKey', 'whenUnsatisfiable'],
};

/** Entries of a list that have what another one has. Of two variables or mount paths only one would count. */
function doubles(entries: readonly unknown[], keys: readonly string[]): [index: number, which: string][] {
  const seen = new Set<string>();
  return entries.flatMap((entry, index): [number, string][] => {
    const values = keys.map((key) => valueAt(entry, [key]));
    if (values.includes(undefined)) return [];
    const which = keys.map((key, part) => `${key} "${spelt(values[part])}"`).join(' and ');
    if (!seen.has(which)) {
      seen.add(which);
      return [];
    }
    return [[index, which]];
  });
}

function spelt(value: unknown): string {
  const text = String(value);
  return text.startsWith('/') ? plainPath(text) : text;
}

function isNone(count: number | string | undefined): boolean {
  return count !== undefined && Number.parseInt(String(count), 10) === 0;
}

/** Values that are not as the schema has them, or that Kubernetes does not read. */
const OTHERS: ReadonlySet<unknown> = new Set(['extraObjects', 'podPatch', 'unchecked', 'accepted']);

/** What the API server refuses, wherever it is in the rendered objects. */
export const parts = onDocument(({ spec, at, find }) => {
  walk(spec, (value, path) => {
    if (typeof value !== 'object') return undefined;
    const key = nameOf(path);
    if (OTHERS.has(key) || (isMapping(value) && value.enabled === false)) return false;
    if (Array.isArray(value) && Object.hasOwn(UNIQUE, key)) {
      for (const [index, which] of doubles(value, UNIQUE[key]!)) {
        const place = at('spec', ...path, index, UNIQUE[key]![0]!);
        find('NAME_TAKEN', place, `Another entry has ${which}, too.`, 'Change one of the two, or join them.');
      }
    }
    if (!isMapping(value) || !Object.hasOwn(FAULTS, key)) return undefined;
    for (const [code, keys, when, message, help] of FAULTS[key as keyof Parts] as Faults<unknown>) {
      if (!when(value, spec)) continue;
      const place = at('spec', ...path, ...(keys === '' ? [] : keys.split('.')));
      find(code, place, typeof message === 'string' ? message : message(value), help);
    }
    return undefined;
  });
});

function nameOf(path: Path): string {
  const last = path.at(-1);
  return typeof last === 'number' ? `${path.at(-2)}[]` : (last ?? '');
}
