import type { CheckedRunner, CheckedRunnerKubernetes } from '../generated/checked-types.ts';

/** One `[[runners]]` section as it will be in config.toml. */
export type RunnerSection = Omit<CheckedRunner, 'token' | 'dockerBuilds'> & { name: string; token: string };

/** The part of a section that decides on the pods of its jobs. */
export type JobSettings = Pick<RunnerSection, 'environment' | 'feature_flags' | 'kubernetes'>;

/** The keys of `[runners.kubernetes]` with the security settings of one container each. */
export const CONTAINER_CONTEXTS = [
  'build_container_security_context',
  'helper_container_security_context',
  'service_container_security_context',
  'init_permissions_container_security_context',
] as const satisfies readonly (keyof CheckedRunnerKubernetes)[];

/** Whether a container is privileged: its own settings win over the key for all. */
export function isPrivileged(
  kubernetes: CheckedRunnerKubernetes,
  context: (typeof CONTAINER_CONTEXTS)[number],
): boolean {
  return kubernetes[context]?.privileged ?? kubernetes.privileged ?? false;
}

/** Whether the autoscaler keeps pause pods for jobs of a section. */
export function keepsPausePods({ kubernetes }: Pick<RunnerSection, 'kubernetes'>): boolean {
  return (kubernetes.autoscaler?.policy ?? []).length > 0;
}
