import type {
  Container,
  LifecycleHandler,
  PodSpec,
  PodTemplateSpec,
  ResourceRequirements,
  SecurityContext,
  Volume,
} from 'kubernetes-types/core/v1.js';

import { assigned } from '../config-toml/environment.ts';
import { isFlagOn } from '../config-toml/feature-flags.ts';
import {
  type CONTAINER_CONTEXTS,
  isPrivileged,
  keepsPausePods,
  type RunnerSection,
} from '../config-toml/sections.ts';
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
  return [jobPod(section), ...(keepsPausePods(section) ? [pausePod] : [])];
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

function jobPod(section: RunnerSection): PodTemplateSpec {
  const { kubernetes } = section;
  // What the runner adds so that it can mount the kept files over those of the image.
  const suspending = isFlagOn(section, 'FF_SUSPENDABLE_ENVIRONMENTS') ? ['SYS_ADMIN'] : [];
  const container = (
    name: string,
    key: (typeof CONTAINER_CONTEXTS)[number],
    needed: readonly string[] = [],
  ): Container => ({
    name,
    securityContext: {
      ...containerContext(kubernetes, kubernetes[key] ?? {}, needed),
      privileged: isPrivileged(kubernetes, key),
    },
  });
  const { container_lifecycle: hooks = {} } = kubernetes;
  const lifecycle = { postStart: handler(hooks.post_start), preStop: handler(hooks.pre_stop) };
  const pod = kubernetes.pod_security_context;
  return {
    metadata: { annotations: kubernetes.pod_annotations ?? {} },
    spec: {
      ...(pod && { securityContext: { ...identity(pod), ...profiles(pod) } }),
      initContainers: [container('init-permissions', 'init_permissions_container_security_context')],
      containers: [
        container('build', 'build_container_security_context', suspending),
        container('helper', 'helper_container_security_context'),
        container('svc-0', 'service_container_security_context'),
      ].map((container) => ({ ...container, lifecycle })),
      volumes: volumes(kubernetes),
    },
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
    ...(/^unmasked$/i.test(own.proc_mount ?? '') && { procMount: 'Unmasked' }),
  };
}

type AnyContext = Pick<
  CheckedJobPodSecurityContext & CheckedJobContainerSecurityContext,
  'run_as_user' | 'run_as_non_root' | 'selinux_type' | 'seccomp_profile' | 'app_armor_profile'
>;

function identity({ run_as_user, run_as_non_root }: AnyContext) {
  return {
    ...(run_as_user !== undefined && { runAsUser: run_as_user }),
    ...(run_as_non_root !== undefined && { runAsNonRoot: run_as_non_root }),
  };
}

function profiles({ selinux_type, seccomp_profile, app_armor_profile }: AnyContext) {
  return {
    ...(selinux_type !== undefined && { seLinuxOptions: { type: selinux_type } }),
    ...(seccomp_profile?.type && { seccompProfile: { type: seccomp_profile.type } }),
    ...(app_armor_profile?.type && { appArmorProfile: { type: app_armor_profile.type } }),
  };
}

function volumes({ volumes: kinds = {}, pod_spec = [] }: Kubernetes): Volume[] {
  const { host_path = [], nfs = [] } = kinds;
  // What a patch does to the pod is not looked into: it may well mount the node's files.
  const onHost = host_path.length > 0 || pod_spec.length > 0;
  return [
    ...(onHost ? [{ name: 'host-path', hostPath: { path: '/' } }] : []),
    ...(nfs.length > 0 ? [{ name: 'nfs', nfs: { server: '', path: '/' } }] : []),
  ];
}
