import type {
  Container,
  PodSpec,
  PodTemplateSpec,
  Probe,
  SecurityContext,
  Volume,
} from 'kubernetes-types/core/v1.js';

/** A level of Kubernetes' Pod Security Standards. */
export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

const LEVELS: readonly PodSecurityLevel[] = ['privileged', 'baseline', 'restricted'];

/** Whether a pod breaks a rule. */
type Rule = (pod: PodFacts) => boolean;

/** A pod as the rules look at it. */
interface PodFacts {
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: PodSpec;
  /** Init containers and containers. */
  readonly containers: readonly Container[];
  /** Security settings of the pod and of its containers. */
  readonly contexts: readonly Pick<
    SecurityContext,
    'seLinuxOptions' | 'seccompProfile' | 'appArmorProfile' | 'runAsUser' | 'windowsOptions'
  >[];
}

const BASELINE_CAPABILITIES: readonly string[] = [
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
const BASELINE_SYSCTLS: readonly string[] = [
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
const SELINUX_TYPES: readonly string[] = [
  '',
  'container_t',
  'container_init_t',
  'container_kvm_t',
  'container_engine_t',
];
const RESTRICTED_VOLUMES: readonly string[] = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
];
const APP_ARMOR_ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';

/** The rules of the level "baseline", from kubernetes.io/docs/concepts/security/pod-security-standards. */
const baseline: readonly Rule[] = [
  ({ spec }) => [spec.hostNetwork, spec.hostPID, spec.hostIPC].includes(true),
  ({ contexts }) => contexts.some(({ windowsOptions }) => windowsOptions?.hostProcess === true),
  ({ containers }) => containers.some(({ securityContext }) => securityContext?.privileged === true),
  ({ containers }) =>
    containers.some((container) => added(container).some((name) => !BASELINE_CAPABILITIES.includes(name))),
  ({ spec }) => volumes(spec).some(({ hostPath }) => hostPath !== undefined),
  ({ containers }) => containers.some(({ ports = [] }) => ports.some(({ hostPort }) => Boolean(hostPort))),
  ({ containers }) => containers.some(callsHost),
  ({ contexts }) => contexts.some(({ appArmorProfile }) => appArmorProfile?.type === 'Unconfined'),
  ({ annotations }) =>
    Object.entries(annotations).some(
      ([key, value]) =>
        key.startsWith(APP_ARMOR_ANNOTATION) && !/^(runtime\/default$|localhost\/)/.test(value),
    ),
  ({ contexts }) =>
    contexts.some(
      ({ seLinuxOptions: options }) =>
        options !== undefined &&
        (!SELINUX_TYPES.includes(options.type ?? '') || Boolean(options.user) || Boolean(options.role)),
    ),
  ({ containers }) =>
    containers.some(({ securityContext }) => (securityContext?.procMount ?? 'Default') !== 'Default'),
  ({ contexts }) => contexts.some(({ seccompProfile }) => seccompProfile?.type === 'Unconfined'),
  ({ spec }) => (spec.securityContext?.sysctls ?? []).some(({ name }) => !BASELINE_SYSCTLS.includes(name)),
];

/** The rules that the level "restricted" adds. */
const restricted: readonly Rule[] = [
  ({ spec }) =>
    volumes(spec).some((volume) =>
      Object.keys(volume).some((key) => key !== 'name' && !RESTRICTED_VOLUMES.includes(key)),
    ),
  ({ containers }) =>
    containers.some(({ securityContext }) => securityContext?.allowPrivilegeEscalation !== false),
  ({ spec, containers }) =>
    containers.some(
      ({ securityContext }) => (securityContext?.runAsNonRoot ?? spec.securityContext?.runAsNonRoot) !== true,
    ),
  ({ contexts }) => contexts.some(({ runAsUser }) => runAsUser === 0),
  ({ spec, containers }) =>
    containers.some(
      ({ securityContext }) =>
        (securityContext?.seccompProfile ?? spec.securityContext?.seccompProfile) === undefined,
    ),
  ({ containers }) =>
    containers.some(
      (container) =>
        !(container.securityContext?.capabilities?.drop ?? []).includes('ALL') ||
        added(container).some((name) => name !== 'NET_BIND_SERVICE'),
    ),
];

/** Returns the strictest level that admits the pod. */
export function podSecurityLevel(pod: PodTemplateSpec): PodSecurityLevel {
  const facts = factsOf(pod);
  const isBroken = (rule: Rule): boolean => rule(facts);
  if (baseline.some(isBroken)) return 'privileged';
  return restricted.some(isBroken) ? 'baseline' : 'restricted';
}

/** Returns the strictest level that admits all of the pods. */
export function commonPodSecurityLevel(pods: readonly PodTemplateSpec[]): PodSecurityLevel {
  return loosest(pods.map(podSecurityLevel));
}

/** Returns the one of several levels that admits most. */
export function loosest(levels: readonly PodSecurityLevel[]): PodSecurityLevel {
  return LEVELS.find((level) => levels.includes(level)) ?? 'restricted';
}

/** Whether the first level refuses pods that the second one admits. */
export function isStricter(level: PodSecurityLevel, than: PodSecurityLevel): boolean {
  return LEVELS.indexOf(level) > LEVELS.indexOf(than);
}

function factsOf(pod: PodTemplateSpec): PodFacts {
  const { spec = { containers: [] } } = pod;
  const containers = containersOf(spec);
  return {
    annotations: pod.metadata?.annotations ?? {},
    spec,
    containers,
    contexts: [spec, ...containers].map(({ securityContext }) => securityContext ?? {}),
  };
}

function containersOf({ initContainers = [], containers }: PodSpec): readonly Container[] {
  return [...initContainers, ...containers];
}

function volumes({ volumes: all = [] }: PodSpec): readonly Volume[] {
  return all;
}

function added({ securityContext }: Container): readonly string[] {
  return securityContext?.capabilities?.add ?? [];
}

/** Whether a probe or a hook calls a host that it names. */
function callsHost({ livenessProbe, readinessProbe, startupProbe, lifecycle }: Container): boolean {
  const namesHost = (handler: Pick<Probe, 'httpGet' | 'tcpSocket'> | undefined): boolean =>
    Boolean(handler?.httpGet?.host || handler?.tcpSocket?.host);
  return (
    namesHost(livenessProbe) ||
    namesHost(readinessProbe) ||
    namesHost(startupProbe) ||
    namesHost(lifecycle?.postStart) ||
    namesHost(lifecycle?.preStop)
  );
}
