/**
 * What the runner calls the objects that it makes for jobs, as regular expressions (RE2), from its executor's sources.
 */

/** Pods, Secrets with registry logins, and PodDisruptionBudgets: the runner, project and slot of the job, and some chance. */
export const JOB_OBJECT = '^runner-[-a-z0-9]+-project-[0-9]+-[-a-z0-9]+$';

/** Deployments of pause pods. */
export const PAUSE_PODS = '^runner-pause-[-a-z0-9]+$';

/** PersistentVolumeClaims of suspended environments. */
export const SUSPENDED_CLAIM = '^gl-runner-env-[0-9a-f]{12}$';

/** ConfigMaps with the scripts of suspended environments. */
export const SUSPENDED_SCRIPTS = '^gl-runner-overlay-[0-9]+$';

/** Namespaces of `namespace_per_job`. */
export const JOB_NAMESPACE = '^ci-job-[0-9]+$';
