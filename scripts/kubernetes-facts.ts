/**
 * What neither kubernetes-types nor the comments in kubernetes-models say of Kubernetes' types. Sources: the
 * API reference at kubernetes.io/docs/reference/kubernetes-api and the rules of the API server's validation.
 */

/** A fragment of JSON Schema draft-07. */
export interface SchemaFragment {
  readonly [keyword: string]: unknown;
}

/** Returns the reference to a definition, by the name of its type. */
export const refTo = (name: string): SchemaFragment => ({ $ref: `#/definitions/io.k8s.${name}` });

/** Keywords for the number of a port. */
export const port: SchemaFragment = { minimum: 1, maximum: 65535 };

/** Keywords for the name of an object of another kind. */
export const objectName: SchemaFragment = { format: 'dns-subdomain' };

const text = { type: 'string' };
const image = { format: 'image' };
const dnsLabel = { format: 'dns-label' };
const absolutePath = { format: 'absolute-path' };
const ipAddress = { format: 'ip-address' };
const labelKey = { format: 'label-key' };
const labelValue = { format: 'label-value' };
const cidr = { format: 'cidr' };
const dataKey = { pattern: '^[-._a-zA-Z0-9]+$', maxLength: 253 };
const exactlyOne = { minProperties: 1, maxProperties: 1 };
const pullPolicy = { enum: ['Always', 'IfNotPresent', 'Never'] };
const protocol = { enum: ['TCP', 'UDP', 'SCTP'] };
const labelOperator = { enum: ['In', 'NotIn', 'Exists', 'DoesNotExist'] };
const quotaScope = {
  enum: [
    'Terminating',
    'NotTerminating',
    'BestEffort',
    'NotBestEffort',
    'PriorityClass',
    'CrossNamespacePodAffinity',
    'VolumeAttributesClass',
  ],
};
const profileType = { enum: ['Localhost', 'RuntimeDefault', 'Unconfined'] };
const listOf = (format: SchemaFragment): SchemaFragment => ({ items: { ...text, ...format } });
const quantities = refTo('QuantityMap');

/** Shapes that many fields share and that Kubernetes writes as plain `string`, `number` or a map. */
export const sharedShapes: Readonly<Record<string, SchemaFragment>> = {
  Quantity: {
    description:
      'An amount as Kubernetes writes it, always in quotes or as plain text: 500m, 2, 1.5Gi. A bare number is refused, so quote it.',
    type: 'string',
    format: 'quantity',
    tsType: 'string',
  },
  QuantityMap: {
    description: 'Amounts by resource name, for example cpu, memory, ephemeral-storage or nvidia.com/gpu.',
    type: 'object',
    propertyNames: labelKey,
    additionalProperties: refTo('Quantity'),
    tsType: '{ [name: string]: string }',
  },
  LabelMap: {
    description: 'Labels: keys with an optional DNS prefix, values of at most 63 characters, both text.',
    type: 'object',
    propertyNames: labelKey,
    additionalProperties: { ...text, ...labelValue },
    tsType: '{ [name: string]: string }',
  },
  StringMap: {
    description: 'Free keys with text as their values.',
    type: 'object',
    additionalProperties: text,
    tsType: '{ [name: string]: string }',
  },
  PortOrName: {
    description: 'A port: its number from 1 to 65535, or the name of a port of the container.',
    type: ['integer', 'string'],
    ...port,
    format: 'port-name',
    tsType: 'number | string',
  },
  CountOrPercent: {
    description: 'A count of Pods, or a share of them in percent such as 25%.',
    type: ['integer', 'string'],
    minimum: 0,
    format: 'int-or-percent',
    tsType: 'number | string',
  },
};

/**
 * Keywords for types as a whole: counts of fields, more `required` fields, `tsType` where kubernetes-types
 * lacks the type.
 */
export const typeFacts: Readonly<Record<string, SchemaFragment & { readonly required?: readonly string[] }>> =
  {
    EnvVarSource: exactlyOne,
    LifecycleHandler: exactlyOne,
    VolumeProjection: exactlyOne,
    Volume: { maxProperties: 2 },
    NetworkPolicyPeer: { minProperties: 1 },
    MetricSpec: { minProperties: 2, maxProperties: 2 },
    SecretVolumeSource: { required: ['secretName'] },
    ImageVolumeSource: { tsType: '{ pullPolicy?: string; reference?: string }' },
    ClaimMetadata: { tsType: "Pick<metav1.ObjectMeta, 'annotations' | 'labels'>" },
  };

/** Fields that Kubernetes has dropped, or no longer acts on, by type. */
export const droppedFields: Readonly<Record<string, readonly string[]>> = {
  PodResourceClaim: ['source'],
  Volume: [
    'cephfs',
    'flocker',
    'glusterfs',
    'photonPersistentDisk',
    'quobyte',
    'rbd',
    'scaleIO',
    'storageos',
  ],
};

/**
 * Keywords for single fields, by type, merged over what the packages give. A field that
 * kubernetes-types does not have yet is added, and its keywords are all that is known of it.
 */
export const fieldFacts: Readonly<Record<string, Readonly<Record<string, SchemaFragment>>>> = {
  Container: {
    image,
    imagePullPolicy: pullPolicy,
    restartPolicy: { enum: ['Always'] },
    terminationMessagePath: absolutePath,
    terminationMessagePolicy: { enum: ['File', 'FallbackToLogsOnError'] },
  },
  ContainerPort: { hostIP: ipAddress, protocol },
  ContainerResizePolicy: {
    resourceName: { enum: ['cpu', 'memory'] },
    restartPolicy: { enum: ['NotRequired', 'RestartContainer'] },
  },
  SecretKeySelector: { key: dataKey },
  ConfigMapKeySelector: { key: dataKey },
  ObjectFieldSelector: { apiVersion: { enum: ['v1'] } },
  ResourceFieldSelector: { containerName: dnsLabel },
  ResourceClaim: { name: dnsLabel, request: { ...text, ...dnsLabel } },
  HTTPGetAction: { scheme: { enum: ['HTTP', 'HTTPS'] } },
  Lifecycle: { stopSignal: { ...text, pattern: '^SIG[A-Z]+[0-9]*([+-][0-9]+)?$' } },
  SecurityContext: { procMount: { enum: ['Default', 'Unmasked'] } },
  PodSecurityContext: {
    fsGroupChangePolicy: { enum: ['OnRootMismatch', 'Always'] },
    supplementalGroupsPolicy: { ...text, enum: ['Merge', 'Strict'] },
    seLinuxChangePolicy: { ...text, enum: ['Recursive', 'MountOption'] },
  },
  SeccompProfile: { type: profileType },
  AppArmorProfile: { type: profileType },
  Toleration: {
    key: labelKey,
    operator: { enum: ['Exists', 'Equal'] },
    value: labelValue,
    effect: { enum: ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] },
    tolerationSeconds: { minimum: -9007199254740991, maximum: 9007199254740991 },
  },
  NodeSelector: { nodeSelectorTerms: { minItems: 1 } },
  NodeSelectorRequirement: {
    operator: { enum: ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'] },
    values: listOf(labelValue),
  },
  PodAffinityTerm: {
    matchLabelKeys: listOf(labelKey),
    mismatchLabelKeys: listOf(labelKey),
    namespaces: listOf(dnsLabel),
    topologyKey: labelKey,
  },
  TopologySpreadConstraint: {
    matchLabelKeys: listOf(labelKey),
    nodeAffinityPolicy: { enum: ['Honor', 'Ignore'] },
    nodeTaintsPolicy: { enum: ['Honor', 'Ignore'] },
    topologyKey: labelKey,
    whenUnsatisfiable: { enum: ['DoNotSchedule', 'ScheduleAnyway'] },
  },
  LabelSelector: { matchLabels: refTo('LabelMap') },
  LabelSelectorRequirement: { key: labelKey, operator: labelOperator, values: listOf(labelValue) },
  HostAlias: { ip: ipAddress, hostnames: listOf(objectName) },
  PodDNSConfig: { nameservers: { ...listOf(ipAddress), maxItems: 3 }, searches: { maxItems: 32 } },
  PodReadinessGate: { conditionType: labelKey },
  PodOS: { name: { enum: ['linux', 'windows'] } },
  PodSchedulingGate: { name: labelKey },
  PodResourceClaim: {
    resourceClaimName: { ...text, ...objectName },
    resourceClaimTemplateName: { ...text, ...objectName },
  },
  Volume: { image: refTo('ImageVolumeSource') },
  VolumeMount: {
    name: dnsLabel,
    mountPath: absolutePath,
    mountPropagation: { enum: ['None', 'HostToContainer', 'Bidirectional'] },
    recursiveReadOnly: { enum: ['Disabled', 'IfPossible', 'Enabled'] },
  },
  VolumeDevice: { name: dnsLabel, devicePath: absolutePath },
  SecretVolumeSource: { secretName: objectName },
  KeyToPath: { key: dataKey },
  EmptyDirVolumeSource: { medium: { pattern: '^(Memory|HugePages(-[0-9A-Za-z]+)?)?$' } },
  HostPathVolumeSource: {
    path: absolutePath,
    type: {
      enum: [
        '',
        'DirectoryOrCreate',
        'Directory',
        'FileOrCreate',
        'File',
        'Socket',
        'CharDevice',
        'BlockDevice',
      ],
    },
  },
  PersistentVolumeClaimVolumeSource: { claimName: objectName },
  ServiceAccountTokenProjection: { expirationSeconds: { minimum: 600, maximum: 4294967296 } },
  PersistentVolumeClaimTemplate: { metadata: refTo('ClaimMetadata') },
  PersistentVolumeClaimSpec: {
    accessModes: listOf({ enum: ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'] }),
    volumeMode: { enum: ['Filesystem', 'Block'] },
  },
  TypedObjectReference: { namespace: dnsLabel },
  NFSVolumeSource: { path: absolutePath },
  AzureDiskVolumeSource: {
    cachingMode: { enum: ['None', 'ReadOnly', 'ReadWrite'] },
    kind: { enum: ['Shared', 'Dedicated', 'Managed'] },
  },
  DeploymentStrategy: { type: { enum: ['Recreate', 'RollingUpdate'] } },
  PodDisruptionBudgetSpec: { unhealthyPodEvictionPolicy: { enum: ['IfHealthyBudget', 'AlwaysAllow'] } },
  IPBlock: { cidr, except: listOf(cidr) },
  NetworkPolicyPort: { protocol },
  ServicePort: { protocol },
  IngressTLS: { secretName: objectName },
  HPAScalingRules: { selectPolicy: { enum: ['Max', 'Min', 'Disabled'] } },
  HPAScalingPolicy: { type: { enum: ['Pods', 'Percent'] } },
  MetricSpec: { type: { enum: ['ContainerResource', 'External', 'Object', 'Pods', 'Resource'] } },
  MetricTarget: {
    type: { enum: ['Utilization', 'Value', 'AverageValue'] },
    averageUtilization: { minimum: 1 },
  },
  ContainerResourceMetricSource: { container: dnsLabel },
  ResourceQuotaSpec: { scopes: listOf(quotaScope) },
  ScopedResourceSelectorRequirement: { operator: labelOperator, scopeName: quotaScope },
  PriorityClass: { value: { minimum: -2147483648, maximum: 1000000000 } },
  LimitRangeItem: {
    type: { enum: ['Container', 'Pod', 'PersistentVolumeClaim'] },
    default: quantities,
    defaultRequest: quantities,
    max: quantities,
    min: quantities,
    maxLimitRequestRatio: quantities,
  },
  PolicyRule: { verbs: { minItems: 1 } },
  ImageVolumeSource: { pullPolicy: { ...text, ...pullPolicy }, reference: { ...text, ...image } },
  ClaimMetadata: { annotations: refTo('StringMap'), labels: refTo('LabelMap') },
};
