/**
 * Holds rendered objects against each other and against the naming rules that no schema of a single field
 * can tell: whether what is referred to exists, selectors select, ports resolve.
 */
import type { Container, PodSpec, PodTemplateSpec, Probe, Volume } from 'kubernetes-types/core/v1.js';
import type { LabelSelector } from 'kubernetes-types/meta/v1.js';
import { expect } from 'vitest';
import { type Reference, referencesOf } from '../../src/core/objects/references.ts';
import { matches } from '../../src/import/manifests/belongings.ts';

type Labels = Readonly<Record<string, string>>;

/** What exists in the cluster beside the rendered objects. */
export interface Surroundings {
  /** Objects that others refer to and that we do not render, as `Kind/name`. */
  readonly external?: readonly string[];
  /** Pods that others make, such as those of jobs; policies may select them. */
  readonly pods?: readonly OtherPod[];
}

/** A Pod that others make. */
export interface OtherPod {
  readonly namespace: string;
  readonly labels: Labels;
}

/** Returns a pod of a job for each namespace that objects are in. */
export function jobPods(
  objects: readonly { readonly metadata?: { readonly namespace?: string } }[],
): OtherPod[] {
  const namespaces = new Set(objects.flatMap(({ metadata }) => metadata?.namespace ?? []));
  return [...namespaces].map((namespace) => ({
    namespace,
    labels: { 'job.runner.gitlab.com/pod': 'runner', pod: 'runner' },
  }));
}

/** Fails with every reference, name, label, selector or port that does not hold. */
export function expectCoherent(objects: readonly unknown[], surroundings: Surroundings = {}): void {
  expect(objects.length, 'objects to check').toBeGreaterThan(0);
  const problems = coherenceProblems(objects, surroundings);
  if (problems.length > 0) expect.fail(problems.join('\n'));
}

/** Returns one line for each reference, name, label, selector or port that does not hold. */
export function coherenceProblems(values: readonly unknown[], surroundings: Surroundings = {}): string[] {
  const objects = values as readonly KubernetesObject[];
  const world: World = {
    objects,
    external: surroundings.external ?? [],
    pods: podsOf(objects, surroundings),
  };
  return [
    ...duplicates(objects.map(identity)).map((id) => `${id}: more than one object`),
    ...objects.flatMap((object) =>
      [
        ...nameProblems(object),
        ...labelProblems(object),
        ...namespaceProblems(object, world),
        ...(checks[object.kind]?.(object, world) ?? []),
      ].map((problem) => `${identity(object)}: ${problem}`),
    ),
  ];
}

interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Labels;
    readonly annotations?: Labels;
  };
  // biome-ignore lint/suspicious/noExplicitAny: every kind has its own fields, and strictness is checked elsewhere.
  readonly [field: string]: any;
}

/** A Pod that can be selected; `containers` only where we render it. */
interface Pod extends OtherPod {
  readonly containers?: readonly Container[];
}

interface World {
  readonly objects: readonly KubernetesObject[];
  readonly external: readonly string[];
  readonly pods: readonly Pod[];
}

const checks: Readonly<Record<string, (object: KubernetesObject, world: World) => string[]>> = {
  ConfigMap: dataProblems,
  Secret: (object) => [...dataProblems(object), ...base64Problems(object)],
  Deployment: deploymentProblems,
  RoleBinding: bindingProblems,
  ClusterRoleBinding: bindingProblems,
  Service: serviceProblems,
  PodDisruptionBudget: (object, world) => selectionProblems(object, object.spec.selector, world),
  NetworkPolicy: networkPolicyProblems,
  HorizontalPodAutoscaler: autoscalerProblems,
  Ingress: ingressProblems,
  PodMonitor: podMonitorProblems,
  ServiceMonitor: serviceMonitorProblems,
  ValidatingAdmissionPolicyBinding: ({ spec }, world) =>
    exists(world, 'ValidatingAdmissionPolicy', spec.policyName)
      ? []
      : [`ValidatingAdmissionPolicy ${spec.policyName} is not rendered`],
};

function identity({ kind, metadata }: KubernetesObject): string {
  return [kind, metadata.namespace, metadata.name].filter((part) => part !== undefined).join('/');
}

function podsOf(objects: readonly KubernetesObject[], { pods = [] }: Surroundings): Pod[] {
  const own = objects
    .filter(({ kind }) => kind === 'Deployment')
    .map(({ metadata, spec }) => ({
      namespace: String(metadata.namespace),
      labels: (spec.template.metadata?.labels ?? {}) as Labels,
      containers: allContainers(spec.template.spec),
    }));
  return [...own, ...pods];
}

// Names and labels.

const labelName = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const dnsLabel = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const serviceName = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/;
const pathSegment = /^(?!\.\.?$)[^/%]{1,253}$/;

function isSubdomain(name: string): boolean {
  return name.length <= 253 && name.split('.').every((part) => dnsLabel.test(part));
}

function isLabelKey(key: string): boolean {
  const parts = key.split('/');
  const prefix = parts.length > 1 ? parts[0] : undefined;
  return (
    parts.length <= 2 && labelName.test(parts.at(-1) ?? '') && (prefix === undefined || isSubdomain(prefix))
  );
}

function nameProblems({ kind, metadata: { name } }: KubernetesObject): string[] {
  const legal = /Role(Binding)?$/.test(kind)
    ? pathSegment.test(name)
    : kind === 'Service'
      ? serviceName.test(name)
      : kind === 'Namespace'
        ? dnsLabel.test(name)
        : isSubdomain(name);
  return legal ? [] : [`the name is not legal for a ${kind}`];
}

function labelProblems({ metadata, spec }: KubernetesObject): string[] {
  const template = spec?.template?.metadata ?? {};
  return [
    ...Object.entries({ ...metadata.labels, ...template.labels }).flatMap(([key, value]) => [
      ...(isLabelKey(key) ? [] : [`label key ${key} is not legal`]),
      ...(value === '' || labelName.test(value as string) ? [] : [`value of label ${key} is not legal`]),
    ]),
    ...Object.keys({ ...metadata.annotations, ...template.annotations })
      .filter((key) => !isLabelKey(key))
      .map((key) => `annotation key ${key} is not legal`),
    ...(sizeOf(metadata.annotations ?? {}) > 262144 ? ['annotations are larger than 256 KiB'] : []),
  ];
}

function namespaceProblems({ metadata: { namespace } }: KubernetesObject, world: World): string[] {
  if (namespace === undefined || exists(world, 'Namespace', namespace)) return [];
  return [`Namespace ${namespace} is not rendered`];
}

// Data.

function dataProblems({ data = {}, stringData = {}, binaryData = {} }: KubernetesObject): string[] {
  const all = { ...data, ...stringData, ...binaryData };
  return [
    ...Object.keys(all)
      .filter((key) => !/^(?!\.\.?$)[-._a-zA-Z0-9]{1,253}$/.test(key))
      .map((key) => `data key ${key} is not legal`),
    ...(sizeOf(all) > 1048576 ? ['data is larger than 1 MiB'] : []),
  ];
}

function base64Problems({ data = {} }: KubernetesObject): string[] {
  return Object.entries(data as Labels)
    .filter(([, value]) => Buffer.from(value, 'base64').toString('base64') !== value)
    .map(([key]) => `data.${key} is not base64`);
}

function sizeOf(data: Labels): number {
  return Buffer.byteLength(Object.entries(data).flat().join(''));
}

// References.

function find(world: World, kind: string, name: string, namespace?: string): KubernetesObject | undefined {
  return world.objects.find(
    ({ kind: candidate, metadata }) =>
      candidate === kind && metadata.name === name && metadata.namespace === namespace,
  );
}

function exists(world: World, kind: string, name: string, namespace?: string): boolean {
  return world.external.includes(`${kind}/${name}`) || find(world, kind, name, namespace) !== undefined;
}

/** Problems of a reference to an object, and to keys of it where we render it. */
function referenceProblems(
  world: World,
  { kind, name, namespace, keys, isOptional }: Omit<Reference, 'path'>,
): string[] {
  if (isOptional) return [];
  if (!exists(world, kind, name, namespace)) return [`${kind} ${name} is not rendered`];
  const target = find(world, kind, name, namespace);
  if (target === undefined) return [];
  const data = { ...target.data, ...target.stringData, ...target.binaryData };
  return keys.filter((key) => !(key in data)).map((key) => `${kind} ${name} has no key ${key}`);
}

// Selectors.

function selects(selector: LabelSelector, labels: Labels): boolean {
  return matches({ ...selector }, labels);
}

function selectedPods(
  namespaces: readonly (string | undefined)[] | 'any',
  selector: LabelSelector,
  world: World,
): Pod[] {
  return world.pods.filter(
    ({ namespace, labels }) =>
      (namespaces === 'any' || namespaces.includes(namespace)) && selects(selector, labels),
  );
}

function selectionProblems({ metadata }: KubernetesObject, selector: LabelSelector, world: World): string[] {
  return selectedPods([metadata.namespace], selector, world).length > 0
    ? []
    : ['the selector selects no Pod'];
}

/** Where a monitor looks: by default in its own namespace. */
function monitoredNamespaces({ metadata, spec }: KubernetesObject): readonly (string | undefined)[] | 'any' {
  if (spec.namespaceSelector?.any === true) return 'any';
  return spec.namespaceSelector?.matchNames ?? [metadata.namespace];
}

// Ports.

function portNames(containers: readonly Container[]): string[] {
  return containers
    .flatMap(({ ports = [] }) => ports.map(({ name }) => name))
    .filter((name) => name !== undefined);
}

/** Problems of a port that is given by name and leads to rendered Pods. */
function portProblems(pods: readonly Pod[], port: number | string | undefined): string[] {
  if (typeof port !== 'string') return [];
  return pods.some(({ containers }) => containers !== undefined && !portNames(containers).includes(port))
    ? [`the selected Pods have no port named ${port}`]
    : [];
}

// Kinds.

function allContainers({ containers, initContainers = [] }: PodSpec): Container[] {
  return [...initContainers, ...containers];
}

function deploymentProblems(object: KubernetesObject, world: World): string[] {
  const { kind, metadata, spec } = object;
  const template = spec.template as PodTemplateSpec;
  const pod = template.spec as PodSpec;
  const containers = allContainers(pod);
  const volumes = pod.volumes ?? [];
  const selector = spec.selector as LabelSelector;
  return [
    ...(Object.keys(selector.matchLabels ?? {}).length === 0 ? ['the selector is empty'] : []),
    ...(selects(selector, template.metadata?.labels ?? {})
      ? []
      : ['the selector does not match the template']),
    ...duplicates(containers.map(({ name }) => name)).map((name) => `container ${name} is there twice`),
    ...duplicates(volumes.map(({ name }) => name)).map((name) => `volume ${name} is there twice`),
    ...duplicates(portNames(containers)).map((name) => `port name ${name} is there twice`),
    ...volumes
      .filter(({ name }) => !mountsOf(containers).some((mount) => mount.name === name))
      .map(({ name }) => `volume ${name} is mounted nowhere`),
    ...containers.flatMap((container) =>
      containerProblems(container, volumes).map((problem) => `container ${container.name}: ${problem}`),
    ),
    ...referencesOf({ kind, namespace: metadata.namespace, value: object }).flatMap((reference) =>
      referenceProblems(world, reference),
    ),
    ...(pod.priorityClassName === undefined ||
    pod.priorityClassName.startsWith('system-') ||
    exists(world, 'PriorityClass', pod.priorityClassName)
      ? []
      : [`PriorityClass ${pod.priorityClassName} is not rendered`]),
  ];
}

function mountsOf(containers: readonly Container[]): { readonly name: string }[] {
  return containers.flatMap(({ volumeMounts = [], volumeDevices = [] }) => [
    ...volumeMounts,
    ...volumeDevices,
  ]);
}

function containerProblems(container: Container, volumes: readonly Volume[]): string[] {
  const { env = [], volumeMounts = [] } = container;
  const probes = {
    livenessProbe: container.livenessProbe,
    readinessProbe: container.readinessProbe,
    startupProbe: container.startupProbe,
  };
  return [
    ...mountsOf([container])
      .filter((mount) => !volumes.some(({ name }) => name === mount.name))
      .map(({ name }) => `volume ${name} does not exist`),
    ...duplicates(volumeMounts.map(({ mountPath }) => mountPath)).map((path) => `two mounts at ${path}`),
    ...duplicates(env.map(({ name }) => name)).map((name) => `variable ${name} is there twice`),
    ...Object.entries(probes).flatMap(([name, probe]) => probeProblems(name, probe, container)),
    ...resourceProblems(container),
  ];
}

function probeProblems(name: string, probe: Probe | undefined, container: Container): string[] {
  if (probe === undefined) return [];
  const actions = [probe.exec, probe.grpc, probe.httpGet, probe.tcpSocket].filter(
    (action) => action !== undefined,
  );
  const port = probe.httpGet?.port ?? probe.tcpSocket?.port;
  return [
    ...(actions.length === 1 ? [] : [`${name} has ${actions.length} actions`]),
    ...(typeof port === 'string' && !portNames([container]).includes(port)
      ? [`${name} names the port ${port}, which the container does not have`]
      : []),
  ];
}

function resourceProblems({ resources = {} }: Container): string[] {
  const { requests = {}, limits = {} } = resources;
  return Object.entries(requests)
    .filter(([name, request]) => amount(request) > amount(limits[name] ?? 'Infinity'))
    .map(([name]) => `requests more ${name} than its limit`);
}

const units: Readonly<Record<string, number>> = {
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

function amount(quantity: string): number {
  const unit = /(m|k|[MGT]|[KMGT]i)$/.exec(quantity)?.[1] ?? '';
  return Number(quantity.slice(0, quantity.length - unit.length)) * (units[unit] ?? 1);
}

function bindingProblems(
  { metadata: { namespace }, roleRef, subjects = [] }: KubernetesObject,
  world: World,
): string[] {
  const scope = roleRef.kind === 'Role' ? namespace : undefined;
  const accounts = (subjects as readonly { kind: string; name: string; namespace?: string }[]).filter(
    ({ kind }) => kind === 'ServiceAccount',
  );
  return [
    ...(exists(world, roleRef.kind, roleRef.name, scope)
      ? []
      : [`${roleRef.kind} ${roleRef.name} is not rendered`]),
    ...(subjects.length === 0 ? ['nobody is bound'] : []),
    ...accounts
      .filter((subject) => !exists(world, 'ServiceAccount', subject.name, subject.namespace))
      .map((subject) => `ServiceAccount ${subject.namespace}/${subject.name} is not rendered`),
  ];
}

function serviceProblems(service: KubernetesObject, world: World): string[] {
  const { selector, ports = [] } = service.spec;
  const pods = selectedPods([service.metadata.namespace], { matchLabels: selector }, world);
  const names = (ports as readonly { name?: string }[]).map(({ name }) => name ?? '');
  return [
    ...selectionProblems(service, { matchLabels: selector }, world),
    ...(ports.length > 1 && names.includes('') ? ['a port of several has no name'] : []),
    ...duplicates(names).map((name) => `port name ${name} is there twice`),
    ...(ports as readonly { targetPort?: number | string }[]).flatMap(({ targetPort }) =>
      portProblems(pods, targetPort),
    ),
  ];
}

function networkPolicyProblems(policy: KubernetesObject, world: World): string[] {
  const { podSelector, ingress = [], egress = [], policyTypes = [] } = policy.spec;
  const pods = selectedPods([policy.metadata.namespace], podSelector, world);
  const inbound = (ingress as readonly { ports?: readonly { port?: number | string }[] }[]).flatMap(
    ({ ports = [] }) => ports,
  );
  return [
    ...selectionProblems(policy, podSelector, world),
    ...inbound.flatMap(({ port }) => portProblems(pods, port)),
    ...(ingress.length > 0 && !policyTypes.includes('Ingress')
      ? ['has ingress rules without the type Ingress']
      : []),
    ...(egress.length > 0 && !policyTypes.includes('Egress')
      ? ['has egress rules without the type Egress']
      : []),
  ];
}

function autoscalerProblems({ metadata, spec }: KubernetesObject, world: World): string[] {
  const { kind, name } = spec.scaleTargetRef;
  return [
    ...(exists(world, kind, name, metadata.namespace) ? [] : [`${kind} ${name} is not rendered`]),
    ...((spec.minReplicas ?? 1) > spec.maxReplicas ? ['minReplicas is larger than maxReplicas'] : []),
  ];
}

function ingressProblems({ metadata: { namespace }, spec }: KubernetesObject, world: World): string[] {
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  const rules = (spec.rules ?? []) as readonly any[];
  const backends = [
    spec.defaultBackend,
    ...rules.flatMap(({ http }) => (http?.paths ?? []).map(({ backend }: { backend: unknown }) => backend)),
  ];
  return [
    ...backends
      .filter((backend) => backend?.service !== undefined)
      .flatMap(({ service: { name, port } }) => {
        const service = find(world, 'Service', name, namespace);
        if (service === undefined)
          return exists(world, 'Service', name) ? [] : [`Service ${name} is not rendered`];
        const ports = service.spec.ports as readonly { name?: string; port: number }[];
        const there = ports.some(
          (candidate) => candidate.name === port.name || candidate.port === port.number,
        );
        return there ? [] : [`Service ${name} has no port ${port.name ?? port.number}`];
      }),
    ...((spec.tls ?? []) as readonly { secretName?: string }[]).flatMap(({ secretName: name }) =>
      name === undefined
        ? []
        : referenceProblems(world, { kind: 'Secret', name, namespace, keys: [], isOptional: false }),
    ),
  ];
}

function podMonitorProblems(monitor: KubernetesObject, world: World): string[] {
  const pods = selectedPods(monitoredNamespaces(monitor), monitor.spec.selector, world);
  const endpoints = monitor.spec.podMetricsEndpoints as readonly { port?: string }[];
  return [
    ...(pods.length > 0 ? [] : ['the selector selects no Pod']),
    ...endpoints.flatMap(({ port }) => portProblems(pods, port)),
  ];
}

function serviceMonitorProblems(monitor: KubernetesObject, world: World): string[] {
  const namespaces = monitoredNamespaces(monitor);
  const services = world.objects.filter(
    ({ kind, metadata }) =>
      kind === 'Service' &&
      (namespaces === 'any' || namespaces.includes(metadata.namespace)) &&
      selects(monitor.spec.selector, metadata.labels ?? {}),
  );
  const names = services.flatMap(({ spec }) =>
    (spec.ports as readonly { name?: string }[]).map(({ name }) => name),
  );
  return [
    ...(services.length > 0 ? [] : ['the selector selects no Service']),
    ...(monitor.spec.endpoints as readonly { port?: string }[])
      .filter(({ port }) => services.length > 0 && port !== undefined && !names.includes(port))
      .map(({ port }) => `the selected Service has no port named ${port}`),
  ];
}

function duplicates(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
