import type { RunnerSection } from '../config-toml/model.ts';
import type { ResolvedRunnerKubernetes } from '../generated/resolved-types.ts';

/** A level of Kubernetes' Pod Security Standards. */
export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

/** Capabilities that the standard lets a container add. */
const BASELINE_CAPABILITIES: ReadonlySet<string> = new Set([
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
]);
const BASELINE_SELINUX: ReadonlySet<string> = new Set([
  '',
  'container_t',
  'container_init_t',
  'container_kvm_t',
  'container_engine_t',
]);

/** Returns the strictest level that admits the job pods of all sections. */
export function podSecurityLevel(sections: readonly RunnerSection[]): PodSecurityLevel {
  if (sections.some(({ kubernetes }) => needsPrivileged(kubernetes))) return 'privileged';
  return sections.every(({ kubernetes }) => isRestricted(kubernetes)) ? 'restricted' : 'baseline';
}

function containerContexts(kubernetes: ResolvedRunnerKubernetes) {
  return [
    kubernetes.build_container_security_context,
    kubernetes.helper_container_security_context,
    kubernetes.service_container_security_context,
    kubernetes.init_permissions_container_security_context,
  ].map((context) => context ?? {});
}

function needsPrivileged(kubernetes: ResolvedRunnerKubernetes): boolean {
  const pod = kubernetes.pod_security_context ?? {};
  const added = [
    kubernetes.cap_add,
    ...containerContexts(kubernetes).map(({ capabilities }) => capabilities?.add),
  ];
  return (
    kubernetes.privileged === true ||
    (kubernetes.volumes?.host_path ?? []).length > 0 ||
    // What a patch does to the pod is not looked into.
    (kubernetes.pod_spec ?? []).length > 0 ||
    added
      .flat()
      .some((name) => name !== undefined && !BASELINE_CAPABILITIES.has(name.replace(/^CAP_/, ''))) ||
    [pod, ...containerContexts(kubernetes)].some(
      (context) =>
        context.seccomp_profile?.type === 'Unconfined' ||
        context.app_armor_profile?.type === 'Unconfined' ||
        !BASELINE_SELINUX.has(context.selinux_type ?? ''),
    ) ||
    containerContexts(kubernetes).some(
      (context) => context.privileged === true || /^unmasked$/i.test(context.proc_mount ?? ''),
    )
  );
}

function isRestricted(kubernetes: ResolvedRunnerKubernetes): boolean {
  const pod = kubernetes.pod_security_context ?? {};
  return (
    (kubernetes.volumes?.nfs ?? []).length === 0 &&
    containerContexts(kubernetes).every((context) => {
      const drop = context.capabilities?.drop ?? kubernetes.cap_drop ?? [];
      const add = context.capabilities?.add ?? kubernetes.cap_add ?? [];
      return (
        (context.run_as_non_root ?? pod.run_as_non_root) === true &&
        (context.run_as_user ?? pod.run_as_user) !== 0 &&
        (context.allow_privilege_escalation ?? kubernetes.allow_privilege_escalation) === false &&
        (context.seccomp_profile?.type ?? pod.seccomp_profile?.type) !== undefined &&
        drop.includes('ALL') &&
        add.every((name) => name === 'NET_BIND_SERVICE')
      );
    })
  );
}
