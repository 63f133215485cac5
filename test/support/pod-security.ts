/**
 * Rules that cluster operators enforce on Pods, each by name: Kubernetes' Pod Security Standards
 * (kubernetes.io/docs/concepts/security/pod-security-standards) and the usual rules of policy engines.
 */
import type { Container, PodSpec, PodTemplateSpec, Probe, Volume } from 'kubernetes-types/core/v1.js';

/** Whether a Pod breaks the rule. */
type Rule = (pod: Pod) => boolean;

interface Pod {
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: PodSpec;
  /** Init containers, containers and ephemeral containers. */
  readonly containers: readonly Container[];
}

/** Levels and sets of rules. `restricted` includes `baseline`. */
export type RuleSet = 'baseline' | 'restricted' | 'common';

/** Returns the names of the rules of the set that the Pod breaks, in the order of the tables. */
export function podSecurityViolations(template: PodTemplateSpec, set: RuleSet): string[] {
  const spec = template.spec ?? { containers: [] };
  const containers = [
    ...(spec.initContainers ?? []),
    ...spec.containers,
    ...(spec.ephemeralContainers ?? []),
  ];
  const pod = {
    annotations: template.metadata?.annotations ?? {},
    spec,
    containers: containers as Container[],
  };
  return Object.entries(ruleSets[set])
    .filter(([, isBroken]) => isBroken(pod))
    .map(([name]) => name);
}

const baselineCapabilities = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
];
const baselineSysctls = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
];
const seLinuxTypes = ['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'];
const restrictedVolumes = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
];
const confined = ['RuntimeDefault', 'Localhost'];

const baseline: Readonly<Record<string, Rule>> = {
  'host-process': (pod) => contexts(pod).some(({ windowsOptions }) => windowsOptions?.hostProcess === true),
  'host-namespaces': ({ spec }) =>
    spec.hostNetwork === true || spec.hostPID === true || spec.hostIPC === true,
  'privileged-containers': ({ containers }) =>
    containers.some(({ securityContext }) => securityContext?.privileged === true),
  'baseline-capabilities': ({ containers }) =>
    containers.flatMap(addedCapabilities).some((name) => !baselineCapabilities.includes(name)),
  'host-path-volumes': ({ spec }) => volumes(spec).some(({ hostPath }) => hostPath !== undefined),
  'host-ports': ({ containers }) =>
    containers.some(({ ports = [] }) => ports.some(({ hostPort = 0 }) => hostPort !== 0)),
  'host-probes': ({ containers }) => containers.flatMap(requestedHosts).some((host) => host !== ''),
  'app-armor': (pod) =>
    contexts(pod).some(
      ({ appArmorProfile }) => appArmorProfile && !confined.includes(appArmorProfile.type),
    ) ||
    Object.entries(pod.annotations).some(
      ([key, value]) =>
        key.startsWith('container.apparmor.security.beta.kubernetes.io/') &&
        value !== 'runtime/default' &&
        !value.startsWith('localhost/'),
    ),
  'se-linux': (pod) =>
    contexts(pod).some(
      ({ seLinuxOptions: { type = '', user = '', role = '' } = {} }) =>
        !seLinuxTypes.includes(type) || user !== '' || role !== '',
    ),
  'proc-mount': ({ containers }) =>
    containers.some(({ securityContext }) => (securityContext?.procMount ?? 'Default') !== 'Default'),
  'baseline-seccomp': (pod) =>
    contexts(pod).some(({ seccompProfile }) => seccompProfile && !confined.includes(seccompProfile.type)),
  sysctls: ({ spec }) =>
    (spec.securityContext?.sysctls ?? []).some(({ name }) => !baselineSysctls.includes(name)),
};

const restricted: Readonly<Record<string, Rule>> = {
  'volume-types': ({ spec }) =>
    volumes(spec).some((volume) =>
      Object.keys(volume).some((key) => key !== 'name' && !restrictedVolumes.includes(key)),
    ),
  'privilege-escalation': ({ containers }) =>
    containers.some(({ securityContext }) => securityContext?.allowPrivilegeEscalation !== false),
  'run-as-non-root': ({ spec, containers }) =>
    containers.some(
      ({ securityContext }) => (securityContext?.runAsNonRoot ?? spec.securityContext?.runAsNonRoot) !== true,
    ),
  'non-root-user': (pod) => contexts(pod).some(({ runAsUser }) => runAsUser === 0),
  'restricted-seccomp': ({ spec, containers }) =>
    containers.some(
      ({ securityContext }) =>
        !confined.includes(
          (securityContext?.seccompProfile ?? spec.securityContext?.seccompProfile)?.type ?? '',
        ),
    ),
  'restricted-capabilities': ({ containers }) =>
    containers.some(
      (container) =>
        !(container.securityContext?.capabilities?.drop ?? []).includes('ALL') ||
        addedCapabilities(container).some((name) => name !== 'NET_BIND_SERVICE'),
    ),
};

/** Rules that Kyverno, Gatekeeper and Polaris ship in their default sets. */
const common: Readonly<Record<string, Rule>> = {
  'image-has-tag-or-digest': ({ containers }) =>
    containers.some(({ image = '' }) => tagOf(image) === '' && !image.includes('@')),
  'image-not-latest': ({ containers }) =>
    containers.some(({ image = '' }) => !image.includes('@') && /(^|-)(latest|bleeding)$/.test(tagOf(image))),
  'image-pinned': ({ containers }) =>
    containers.some(
      ({ image = '' }) => !/@sha256:[0-9a-f]{64}$/.test(image) && !/\d+\.\d+\.\d+/.test(tagOf(image)),
    ),
  'cpu-request': lacksResource('requests', 'cpu'),
  'memory-request': lacksResource('requests', 'memory'),
  'cpu-limit': lacksResource('limits', 'cpu'),
  'memory-limit': lacksResource('limits', 'memory'),
  'no-host-namespaces': baseline['host-namespaces'] as Rule,
  'no-host-paths': baseline['host-path-volumes'] as Rule,
  'no-host-ports': baseline['host-ports'] as Rule,
  'own-service-account': ({ spec }) => ['', 'default'].includes(spec.serviceAccountName ?? ''),
  'no-token-automount': ({ spec }) => spec.automountServiceAccountToken !== false,
  'liveness-probe': ({ spec }) => spec.containers.some(({ livenessProbe }) => livenessProbe === undefined),
  'readiness-probe': ({ spec }) => spec.containers.some(({ readinessProbe }) => readinessProbe === undefined),
  'read-only-root-filesystem': ({ containers }) =>
    containers.some(({ securityContext }) => securityContext?.readOnlyRootFilesystem !== true),
  'run-as-non-root': restricted['run-as-non-root'] as Rule,
};

const ruleSets: Readonly<Record<RuleSet, Readonly<Record<string, Rule>>>> = {
  baseline,
  restricted: { ...baseline, ...restricted },
  common,
};

/** The security settings of the Pod and of each container, as far as both have them. */
function contexts({ spec, containers }: Pod): NonNullable<Container['securityContext']>[] {
  return [spec.securityContext, ...containers.map(({ securityContext }) => securityContext)].filter(
    (context) => context !== undefined,
  );
}

function volumes({ volumes = [] }: PodSpec): Volume[] {
  return volumes;
}

function addedCapabilities({ securityContext }: Container): string[] {
  return securityContext?.capabilities?.add ?? [];
}

/** Hosts that probes and hooks connect to, other than the Pod itself. */
function requestedHosts(container: Container): string[] {
  const { livenessProbe, readinessProbe, startupProbe, lifecycle } = container;
  const actions: (Pick<Probe, 'httpGet' | 'tcpSocket'> | undefined)[] = [
    livenessProbe,
    readinessProbe,
    startupProbe,
    lifecycle?.postStart,
    lifecycle?.preStop,
  ];
  return actions.flatMap((action) => [action?.httpGet?.host ?? '', action?.tcpSocket?.host ?? '']);
}

function lacksResource(kind: 'requests' | 'limits', name: string): Rule {
  return ({ containers }) => containers.some(({ resources }) => resources?.[kind]?.[name] === undefined);
}

/** The tag of an image reference, empty where there is none. */
function tagOf(image: string): string {
  const name = image.split('@')[0]?.split('/').at(-1) ?? '';
  return name.split(':')[1] ?? '';
}
