/**
 * What neither kubernetes-types nor kubernetes-models says of Kubernetes' types. Sources: the API reference at
 * kubernetes.io/docs/reference/kubernetes-api and the rules of the API server's validation.
 */

/** A fragment of JSON Schema draft-07. */
export interface SchemaFragment {
  readonly [keyword: string]: unknown;
}

type ByType<T> = Readonly<Record<string, T>>;

const text = { type: 'string' };

/** Returns the keywords of a list of texts, from the keywords of one text. */
export const listOf = (one: SchemaFragment): SchemaFragment => ({ items: { ...text, ...one } });

/** Returns the reference to a definition, by the name of its type. */
export const refTo = (name: string): SchemaFragment => ({ $ref: `#/definitions/io.k8s.${name}` });

/** Keywords for the number of a port. */
export const port: SchemaFragment = { minimum: 1, maximum: 65535 };

/** Keywords for the name of an object of another kind. */
export const objectName: SchemaFragment = { format: 'dns-subdomain' };

const image = { format: 'image' };
const dnsLabel = { format: 'dns-label' };
const absolutePath = { format: 'absolute-path' };
const ipAddress = { format: 'ip-address' };
const labelKey = { format: 'label-key' };
const labelValue = { format: 'label-value' };
const cidr = { format: 'cidr' };
const dataKey = { format: 'config-key' };
const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const subdomain = `${label}(\\.${label})*`;
const pathSegment = { pattern: '^(?!\\.\\.?$)[^/%]+$' };
const initiator = {
  pattern:
    '^(iqn\\.[0-9]{4}-[0-9]{2}\\.[a-zA-Z0-9.-]+:[^,;*&$|\\s]+|eui\\.[a-zA-Z0-9]{16}|naa\\.[a-zA-Z0-9]{32})$',
};
const partition = { maximum: 255 };
const resourceName = { format: 'container-resource' };
/** Of a StorageClass or the like: empty text stands for none. */
const className = { pattern: `^(${subdomain})?$`, maxLength: 253 };
const capabilities = listOf({ format: 'capability' });
const pathWithin = { format: 'relative-path' };
const subPath = { format: 'sub-path' };
const exactlyOne = { minProperties: 1, maxProperties: 1 };

const quantities = (description: string, format: string): SchemaFragment => ({
  description,
  type: 'object',
  propertyNames: { format },
  additionalProperties: refTo('Quantity'),
  tsType: '{ [name: string]: string }',
});

/** Texts that Kubernetes requires but accepts when they are empty, by type. */
export const mayBeEmpty: ByType<readonly string[]> = { HTTPHeader: ['value'], Sysctl: ['value'] };

/** Shapes that many fields share and that Kubernetes writes as plain `string`, `number` or a map. */
export const sharedShapes: ByType<SchemaFragment> = {
  Quantity: {
    description: 'An amount as Kubernetes writes it: 500m, 2, 1.5Gi.',
    type: ['string', 'number'],
    format: 'quantity',
    minimum: 0,
    tsType: 'string',
  },
  QuantityMap: quantities(
    'Amounts by resource of a container: cpu, memory, ephemeral-storage or nvidia.com/gpu.',
    'container-resource',
  ),
  LimitMap: quantities(
    'Amounts by resource: cpu, memory, ephemeral-storage, storage or nvidia.com/gpu.',
    'limited-resource',
  ),
  QuotaMap: quantities(
    'Amounts by resource of a quota: limits.memory, requests.cpu, pods or count/jobs.batch.',
    'quota-resource',
  ),
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
  ClaimAmounts: {
    description: 'How much storage a claim asks for, or is limited to.',
    type: 'object',
    properties: { storage: { description: 'Size of the volume.', ...refTo('Quantity') } },
    required: ['storage'],
    additionalProperties: false,
    tsType: '{ storage: string }',
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
export const typeFacts: ByType<SchemaFragment & { readonly required?: readonly string[] }> = {
  EnvVarSource: exactlyOne,
  LifecycleHandler: exactlyOne,
  VolumeProjection: exactlyOne,
  Volume: { maxProperties: 2 },
  NetworkPolicyPeer: { minProperties: 1 },
  MetricSpec: { minProperties: 2, maxProperties: 2 },
  SecretVolumeSource: { required: ['secretName'] },
  Container: { required: ['image'] },
  ExecAction: { required: ['command'] },
  PersistentVolumeClaimSpec: { required: ['accessModes', 'resources'] },
  VolumeResourceRequirements: { required: ['requests'] },
  ImageVolumeSource: { required: ['reference'], tsType: '{ pullPolicy?: string; reference?: string }' },
  ClaimMetadata: { tsType: "Pick<metav1.ObjectMeta, 'annotations' | 'labels'>" },
};

/** Fields that Kubernetes has dropped, or acts on no longer or nowhere but on Windows, by type. */
export const droppedFields: ByType<readonly string[]> = {
  PodResourceClaim: ['source'],
  // Neither a disk without a file system nor one with data has a use in a pod that keeps nothing.
  Container: ['volumeDevices'],
  PersistentVolumeClaimSpec: ['dataSource', 'dataSourceRef'],
  PodSecurityContext: ['windowsOptions'],
  SecurityContext: ['windowsOptions'],
  Volume: [
    'cephfs',
    'flocker',
    'gitRepo',
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
export const fieldFacts: ByType<Readonly<Record<string, SchemaFragment>>> = {
  Container: {
    image,
    restartPolicy: { enum: ['Always'] },
    terminationMessagePath: absolutePath,
  },
  ContainerPort: { hostIP: ipAddress },
  ContainerResizePolicy: {
    resourceName: { enum: ['cpu', 'memory'] },
    restartPolicy: { enum: ['NotRequired', 'RestartContainer'] },
  },
  SecretKeySelector: { key: dataKey },
  ConfigMapKeySelector: { key: dataKey },
  ObjectFieldSelector: { apiVersion: { enum: ['v1'] }, fieldPath: { format: 'field-path' } },
  ResourceFieldSelector: {
    containerName: dnsLabel,
    resource: { pattern: '^(limits|requests)\\.(cpu|memory|ephemeral-storage|hugepages-.+)$' },
  },
  ExecAction: { command: { minItems: 1 } },
  HTTPHeader: { name: { pattern: '^[-A-Za-z0-9]+$' } },
  ResourceClaim: { name: dnsLabel, request: { ...text, ...dnsLabel } },
  Lifecycle: { stopSignal: { ...text, pattern: '^SIG[A-Z]+[0-9]*([+-][0-9]+)?$' } },
  Capabilities: { add: capabilities, drop: capabilities },
  // Only pods with user namespaces may have another, and the manager's has none.
  SecurityContext: { procMount: { enum: ['Default'] } },
  SeccompProfile: { localhostProfile: pathWithin },
  AppArmorProfile: { localhostProfile: { pattern: '^\\S(.*\\S)?$' } },
  Sysctl: { name: { format: 'sysctl' } },
  PodSecurityContext: {
    supplementalGroupsPolicy: { ...text, enum: ['Merge', 'Strict'] },
    seLinuxChangePolicy: { ...text, enum: ['Recursive', 'MountOption'] },
  },
  Toleration: {
    key: labelKey,
    value: labelValue,
    tolerationSeconds: { minimum: -9007199254740991, maximum: 9007199254740991 },
  },
  NodeSelector: { nodeSelectorTerms: { minItems: 1 } },
  NodeSelectorRequirement: { values: listOf(labelValue) },
  PodAffinityTerm: {
    matchLabelKeys: listOf(labelKey),
    mismatchLabelKeys: listOf(labelKey),
    namespaces: listOf(dnsLabel),
    topologyKey: labelKey,
  },
  TopologySpreadConstraint: { matchLabelKeys: listOf(labelKey), topologyKey: labelKey },
  LabelSelector: { matchLabels: refTo('LabelMap') },
  LabelSelectorRequirement: {
    key: labelKey,
    operator: { enum: ['In', 'NotIn', 'Exists', 'DoesNotExist'] },
    values: listOf(labelValue),
  },
  HostAlias: { ip: ipAddress, hostnames: listOf(objectName) },
  PodDNSConfig: {
    nameservers: { ...listOf(ipAddress), maxItems: 3 },
    searches: { ...listOf({ format: 'search-domain' }), maxItems: 32 },
  },
  PodDNSConfigOption: { name: { minLength: 1 } },
  PodReadinessGate: { conditionType: labelKey },
  PodOS: { name: { enum: ['linux', 'windows'] } },
  PodSchedulingGate: { name: labelKey },
  PodResourceClaim: {
    resourceClaimName: { ...text, ...objectName },
    resourceClaimTemplateName: { ...text, ...objectName },
  },
  Volume: { image: refTo('ImageVolumeSource') },
  CSIVolumeSource: { driver: objectName },
  AWSElasticBlockStoreVolumeSource: { partition },
  GCEPersistentDiskVolumeSource: { partition },
  AzureDiskVolumeSource: { diskURI: { pattern: '^(https://|/subscriptions/).' } },
  FCVolumeSource: { lun: { maximum: 255 }, targetWWNs: { minItems: 1 }, wwids: { minItems: 1 } },
  ISCSIVolumeSource: { iqn: initiator, initiatorName: initiator, lun: { maximum: 255 } },
  PersistentVolumeClaimSpec: {
    accessModes: { minItems: 1 },
    storageClassName: className,
    volumeAttributesClassName: className,
  },
  VolumeMount: {
    name: dnsLabel,
    mountPath: absolutePath,
    subPath,
    subPathExpr: subPath,
    recursiveReadOnly: { enum: ['Disabled', 'IfPossible', 'Enabled'] },
  },
  SecretVolumeSource: { secretName: objectName },
  KeyToPath: { key: dataKey, path: pathWithin },
  DownwardAPIVolumeFile: { path: pathWithin },
  EmptyDirVolumeSource: { medium: { pattern: '^(Memory|HugePages(-[0-9A-Za-z]+)?)?$' } },
  HostPathVolumeSource: { path: absolutePath },
  PersistentVolumeClaimVolumeSource: { claimName: objectName },
  ClusterTrustBundleProjection: {
    path: pathWithin,
    name: objectName,
    signerName: { pattern: `^${label}(\\.${label})+/${subdomain}$`, maxLength: 571 },
  },
  ServiceAccountTokenProjection: {
    path: pathWithin,
    expirationSeconds: { minimum: 600, maximum: 4294967296 },
  },
  PersistentVolumeClaimTemplate: { metadata: refTo('ClaimMetadata') },
  NFSVolumeSource: { path: absolutePath },
  IPBlock: { cidr, except: listOf(cidr) },
  IngressTLS: {
    hosts: listOf({ pattern: `^(\\*\\.)?${subdomain}$`, maxLength: 253 }),
    secretName: objectName,
  },
  ServicePort: { appProtocol: labelKey },
  HPAScalingRules: { policies: { minItems: 1 }, selectPolicy: { enum: ['Max', 'Min', 'Disabled'] } },
  HPAScalingPolicy: { type: { enum: ['Pods', 'Percent'] } },
  MetricSpec: { type: { enum: ['ContainerResource', 'External', 'Object', 'Pods', 'Resource'] } },
  MetricTarget: {
    type: { enum: ['Utilization', 'Value', 'AverageValue'] },
    averageUtilization: { minimum: 1 },
  },
  ContainerResourceMetricSource: { container: dnsLabel, name: resourceName },
  ResourceMetricSource: { name: resourceName },
  MetricIdentifier: { name: pathSegment },
  CrossVersionObjectReference: { kind: pathSegment, name: pathSegment },
  PriorityClass: { value: { minimum: -2147483648, maximum: 1000000000 } },
  LimitRangeItem: {
    type: { enum: ['Container', 'Pod', 'PersistentVolumeClaim'] },
    default: refTo('LimitMap'),
    defaultRequest: refTo('LimitMap'),
    max: refTo('LimitMap'),
    maxLimitRequestRatio: refTo('LimitMap'),
    min: refTo('LimitMap'),
  },
  ResourceQuotaSpec: { hard: refTo('QuotaMap') },
  VolumeResourceRequirements: { limits: refTo('ClaimAmounts'), requests: refTo('ClaimAmounts') },
  PolicyRule: { verbs: { minItems: 1 } },
  ImageVolumeSource: {
    pullPolicy: { ...text, enum: ['Always', 'IfNotPresent', 'Never'] },
    reference: { ...text, ...image },
  },
  ClaimMetadata: { annotations: refTo('StringMap'), labels: refTo('LabelMap') },
};
