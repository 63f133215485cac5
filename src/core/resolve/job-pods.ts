import type {
  Container,
  LifecycleHandler,
  PodSpec,
  PodTemplateSpec,
  ResourceRequirements,
  SecurityContext,
  Toleration,
  Volume,
  VolumeMount,
} from 'kubernetes-types/core/v1.js';

import { assigned } from '../config-toml/environment.ts';
import { isFlagOn } from '../config-toml/feature-flags.ts';
import {
  type CONTAINER_CONTEXTS,
  isPrivileged,
  type JobSettings,
  keepsPausePods,
  type RunnerSection,
} from '../config-toml/sections.ts';
import { jobMounts } from '../config-toml/volumes.ts';
import { dnsLabel } from '../formats/names.ts';
import type {
  CheckedJobContainerSecurityContext,
  CheckedJobLifecycleHandler,
  CheckedJobPodSecurityContext,
  CheckedRunnerKubernetes,
} from '../generated/checked-types.ts';

type Kubernetes = CheckedRunnerKubernetes;

/**
 * Returns the pods that the runner makes for a section, as far as Pod Security looks at them: the pod of a job,
 * and pause pods where the section asks for them.
 */
export function jobPods(section: RunnerSection): PodTemplateSpec[] {
  return [withPatches(jobPod(section), section), ...(keepsPausePods(section) ? [pausePod] : [])];
}

/**
 * Returns the least that a pod of a job asks for, as far as quotas look at it: its own containers, and the services that
 * every job has. None where a patch may make anything of it.
 */
export function leastJobPod(section: RunnerSection): JobPodSpec | undefined {
  const { kubernetes } = section;
  if ((kubernetes.pod_spec ?? []).length > 0) return undefined;
  const container = (name: string, prefix: string) => ({ name, resources: resources(kubernetes, prefix) });
  const isLegacy = isFlagOn(section, 'FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY');
  const hasDeadline =
    section.feature_flags?.FF_USE_POD_ACTIVE_DEADLINE_SECONDS ??
    !/^(0|f|F|FALSE|false|False)$/.test(assigned(section.environment, 'FF_USE_POD_ACTIVE_DEADLINE_SECONDS'));
  const pod = resources(kubernetes, 'pod_');
  return {
    ...(hasDeadline && { activeDeadlineSeconds: 1 }),
    ...(kubernetes.priority_class_name && { priorityClassName: kubernetes.priority_class_name }),
    ...(Object.keys({ ...pod.requests, ...pod.limits }).length > 0 && { resources: pod }),
    initContainers: isLegacy ? [] : [container('init-permissions', 'helper_')],
    containers: [
      container('build', ''),
      container('helper', 'helper_'),
      ...(kubernetes.services ?? []).map((_, index) => container(`svc-${index}`, 'service_')),
    ],
  };
}

/** A pod with resources of its own, which not every release of Kubernetes has. */
export type JobPodSpec = PodSpec & { readonly resources?: ResourceRequirements };

const RESOURCES = { cpu: 'cpu', memory: 'memory', ephemeral_storage: 'ephemeral-storage' } as const;
type Amounts = Readonly<Record<string, string | undefined>>;

function resources(kubernetes: Kubernetes, prefix: string): ResourceRequirements {
  const written = kubernetes as unknown as Amounts;
  const bounds = (bound: string) =>
    Object.fromEntries(
      Object.entries(RESOURCES).flatMap(([key, name]) => {
        const amount = written[`${prefix}${key}_${bound}`];
        return amount ? [[name, amount]] : [];
      }),
    );
  return { requests: bounds('request'), limits: bounds('limit') };
}

/** Returns the resources of which jobs may choose another amount, by Kubernetes' names. */
export function chosenResources({ kubernetes }: RunnerSection): ReadonlySet<string> {
  const written = kubernetes as unknown as Amounts;
  return new Set(
    Object.entries(RESOURCES).flatMap(([key, name]) =>
      ['', 'helper_', 'service_', 'pod_'].some((prefix) =>
        ['request', 'limit'].some((bound) => written[`${prefix}${key}_${bound}_overwrite_max_allowed`]),
      )
        ? [name]
        : [],
    ),
  );
}

/** The runner gives its pause pods no security settings. */
const pausePod: PodTemplateSpec = { spec: { containers: [{ name: 'pause' }] } };

/** What is not known of a pod that has patches: it may well mount the node's files. */
function withPatches(pod: PodTemplateSpec, { kubernetes }: RunnerSection): PodTemplateSpec {
  if ((kubernetes.pod_spec ?? []).length === 0) return pod;
  const { volumes = [], ...spec } = pod.spec!;
  return { ...pod, spec: { ...spec, volumes: [...volumes, { name: 'patched', hostPath: { path: '/' } }] } };
}

/** Stands for the name of each service that a job brings along. */
export const ANY_SERVICE = '*';

/** The context of each container that is not a service, by its name, from createPodSpec of the executor. */
const INIT_CONTAINERS = {
  'init-build-uid-gid-collector': 'build_container_security_context',
  'init-permissions': 'init_permissions_container_security_context',
  'init-steps-bootstrap': 'init_permissions_container_security_context',
} as const;
const CONTAINERS = {
  build: 'build_container_security_context',
  helper: 'helper_container_security_context',
} as const;

/**
 * Returns the pod of a job as the runner makes it before it applies the patches of `pod_spec`: all that says what the pod
 * may do. Values are as they are written, where some may hold variables of the job.
 */
export function jobPod(section: JobSettings): PodTemplateSpec {
  const { kubernetes } = section;
  // What the runner adds so that it can mount the kept files over those of the image.
  const suspends = isFlagOn(section, 'FF_SUSPENDABLE_ENVIRONMENTS');
  const needed = suspends ? ['SYS_ADMIN'] : [];
  const mounts = volumeMounts(kubernetes);
  const container = (
    name: string,
    key: (typeof CONTAINER_CONTEXTS)[number],
    more: readonly string[] = [],
  ): Container => ({
    name,
    volumeMounts: mounts,
    securityContext: {
      ...containerContext(kubernetes, kubernetes[key] ?? {}, more),
      privileged: isPrivileged(kubernetes, key),
    },
  });
  const service = (name: string) => container(name, 'service_container_security_context', needed);
  const { container_lifecycle: hooks = {} } = kubernetes;
  const lifecycle = { postStart: handler(hooks.post_start), preStop: handler(hooks.pre_stop) };
  const pod = kubernetes.pod_security_context;
  const { automount_service_account_token: automount } = kubernetes;
  return {
    metadata: { annotations: kubernetes.pod_annotations ?? {} },
    spec: {
      ...(kubernetes.service_account && { serviceAccountName: kubernetes.service_account }),
      ...(automount !== undefined && { automountServiceAccountToken: automount }),
      ...(kubernetes.runtime_class_name && { runtimeClassName: kubernetes.runtime_class_name }),
      ...(kubernetes.priority_class_name && { priorityClassName: kubernetes.priority_class_name }),
      ...(kubernetes.scheduler_name && { schedulerName: kubernetes.scheduler_name }),
      nodeSelector: kubernetes.node_selector ?? {},
      tolerations: Object.entries(kubernetes.node_tolerations ?? {}).map(([text, effect]) =>
        toleration(text, effect),
      ),
      ...(pod && { securityContext: { ...identity(pod), ...moreGroups(pod), ...profiles(pod) } }),
      initContainers: Object.entries(INIT_CONTAINERS).map(([name, key]) => {
        const { securityContext, ...rest } = container(name, key);
        const asRoot = suspends && name === 'init-permissions' && { runAsUser: 0, runAsNonRoot: false };
        return { ...rest, securityContext: { ...securityContext, ...asRoot } };
      }),
      containers: [
        container('build', CONTAINERS.build, needed),
        container('helper', CONTAINERS.helper),
        ...serviceNames(kubernetes.services).map(service),
        service(ANY_SERVICE),
      ].map((container) => ({ ...container, lifecycle })),
      volumes: volumes(kubernetes),
    },
  };
}

/**
 * Returns the names of the containers of services that every job has, in the order of the containers: that of the names.
 * A service is called by the first of its aliases that is a name and is not taken, else by a number.
 */
function serviceNames(services: Kubernetes['services'] = []): string[] {
  const names = new Set<string>();
  let unnamed = 0;
  for (const { alias = '' } of services) {
    const own = alias.split(/[\s,]+/).find((name) => dnsLabel.test(name) && !names.has(name));
    names.add(own ?? `svc-${unnamed++}`);
  }
  return [...names].sort();
}

/** Returns a toleration: `key=value` or `key`, for all effects where none is given. */
export function toleration(text: string, effect: string): Toleration {
  const at = text.indexOf('=');
  return {
    key: at < 0 ? text : text.slice(0, at),
    ...(at < 0 ? { operator: 'Exists' as const } : { operator: 'Equal' as const, value: text.slice(at + 1) }),
    ...(effect && { effect: effect as NonNullable<Toleration['effect']> }),
  };
}

function handler({ http_get, tcp_socket }: Partial<CheckedJobLifecycleHandler> = {}): LifecycleHandler {
  return { ...(http_get && { httpGet: http_get }), ...(tcp_socket && { tcpSocket: tcp_socket }) };
}

function containerContext(
  kubernetes: Kubernetes,
  own: CheckedJobContainerSecurityContext,
  needed: readonly string[],
): SecurityContext {
  const { cap_add = [], cap_drop = [] } = kubernetes;
  const escalation = own.allow_privilege_escalation ?? kubernetes.allow_privilege_escalation;
  return {
    ...identity(own),
    ...profiles(own),
    ...(escalation !== undefined && { allowPrivilegeEscalation: escalation }),
    capabilities: {
      add: [...(own.capabilities?.add ?? cap_add.filter((name) => !cap_drop.includes(name))), ...needed],
      drop: own.capabilities?.drop ?? cap_drop,
    },
    ...(own.read_only_root_filesystem && { readOnlyRootFilesystem: true }),
    ...(/^unmasked$/i.test(own.proc_mount ?? '') && { procMount: 'Unmasked' }),
  };
}

type AnyContext = Pick<
  CheckedJobPodSecurityContext & CheckedJobContainerSecurityContext,
  | 'run_as_user'
  | 'run_as_group'
  | 'run_as_non_root'
  | 'selinux_type'
  | 'seccomp_profile'
  | 'app_armor_profile'
>;

function identity({ run_as_user, run_as_group, run_as_non_root }: AnyContext) {
  return {
    ...(run_as_user !== undefined && { runAsUser: run_as_user }),
    ...(run_as_group !== undefined && { runAsGroup: run_as_group }),
    ...(run_as_non_root !== undefined && { runAsNonRoot: run_as_non_root }),
  };
}

function moreGroups({ fs_group, supplemental_groups }: CheckedJobPodSecurityContext) {
  return {
    ...(fs_group !== undefined && { fsGroup: fs_group }),
    ...(supplemental_groups !== undefined && { supplementalGroups: supplemental_groups }),
  };
}

function profiles({ selinux_type, seccomp_profile, app_armor_profile }: AnyContext) {
  return {
    ...(selinux_type !== undefined && { seLinuxOptions: { type: selinux_type } }),
    ...(seccomp_profile?.type && { seccompProfile: profile(seccomp_profile) }),
    ...(app_armor_profile?.type && { appArmorProfile: profile(app_armor_profile) }),
  };
}

function profile({ type, localhost_profile }: { type?: string; localhost_profile?: string }) {
  return { type: type!, ...(localhost_profile !== undefined && { localhostProfile: localhost_profile }) };
}

/** The volumes that the settings name, in the order in which the runner adds them, and its own. */
function volumes({ volumes: kinds = {} }: Kubernetes): Volume[] {
  const {
    host_path = [],
    nfs = [],
    pvc = [],
    config_map = [],
    secret = [],
    csi = [],
    empty_dir = [],
  } = kinds;
  return [
    ...host_path.map(({ name, host_path: path, mount_path }) => ({
      name,
      hostPath: { path: path || mount_path },
    })),
    ...secret.map(({ name }) => ({ name, secret: { secretName: name } })),
    ...pvc.map(({ name }) => ({ name, persistentVolumeClaim: { claimName: name } })),
    ...config_map.map(({ name }) => ({ name, configMap: { name } })),
    ...empty_dir.map(({ name }) => ({ name, emptyDir: {} })),
    ...csi.map(({ name, driver, volume_attributes: attributes }) => ({
      name,
      csi: { driver, ...(attributes && { volumeAttributes: attributes }) },
    })),
    ...nfs.map(({ name, server, path, read_only }) => ({
      name,
      nfs: { server, path, ...(read_only && { readOnly: true }) },
    })),
    ...['repo', 'scripts', 'logs'].map((name) => ({ name, emptyDir: {} })),
  ];
}

/** Every container has all of them. */
function volumeMounts({ volumes: kinds }: Kubernetes): VolumeMount[] {
  return jobMounts(kinds).map(({ name, mount_path: mountPath, sub_path, read_only }) => ({
    name,
    mountPath,
    ...(sub_path && { subPath: sub_path }),
    ...(read_only && { readOnly: true }),
  }));
}
