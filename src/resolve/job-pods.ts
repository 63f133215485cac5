import type {
  Container,
  LifecycleHandler,
  PodTemplateSpec,
  SecurityContext,
  Volume,
} from 'kubernetes-types/core/v1.js';

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
  return [jobPod(section.kubernetes), ...(keepsPausePods(section) ? [pausePod] : [])];
}

/** The runner gives its pause pods no security settings. */
const pausePod: PodTemplateSpec = { spec: { containers: [{ name: 'pause' }] } };

function jobPod(kubernetes: Kubernetes): PodTemplateSpec {
  const container = (name: string, key: (typeof CONTAINER_CONTEXTS)[number]): Container => ({
    name,
    securityContext: {
      ...containerContext(kubernetes, kubernetes[key] ?? {}),
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
        container('build', 'build_container_security_context'),
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

function containerContext(kubernetes: Kubernetes, own: CheckedJobContainerSecurityContext): SecurityContext {
  const { cap_add = [], cap_drop = [] } = kubernetes;
  const escalation = own.allow_privilege_escalation ?? kubernetes.allow_privilege_escalation;
  return {
    ...identity(own),
    ...profiles(own),
    ...(escalation !== undefined && { allowPrivilegeEscalation: escalation }),
    capabilities: {
      add: own.capabilities?.add ?? cap_add.filter((name) => !cap_drop.includes(name)),
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
