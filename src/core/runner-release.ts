import { remembered } from './data/remembered.ts';

/**
 * Whether a release (`19.3.0`) is the minor release (`18.10`) or a later one.
 */
export function isAtLeast(version: string, minorRelease: string): boolean {
  return rank(version) >= rank(minorRelease);
}

/** Returns the numbers of a release that say what it has. */
export const releaseOf: (version: string) => { readonly major: number; readonly minor: number } = remembered(
  (version) => {
    const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
    return { major, minor };
  },
);

/** A number that grows from one minor release to the next. */
function rank(version: string): number {
  const { major, minor } = releaseOf(version);
  return major * 1000 + minor;
}

/** The newest release whose keys the schema knows. */
export const NEWEST_KNOWN = '19.4';

/** First release that expands variables of its environment in `token` and `url` of config.toml. */
export const EXPANDS_TOKEN = '18.10';

/** First release that refuses ids of users and groups which a job chooses. */
export const CHECKS_IDS = '18.4';

/** First release that shows the warnings of a pod in the job's log. */
export const PRINTS_WARNING_EVENTS = '18.0';

/** First release that is known to label job pods with `job.runner.gitlab.com/pod`; older ones call it `pod`. */
export const LABELS_JOB_PODS = '18.0';

/** First release whose metrics port answers on `/health/ready`. */
export const HAS_READY_ENDPOINT = '19.2';

/** First release with `seccomp_profile` and `app_armor_profile` in security contexts of job pods. */
export const HAS_SECURITY_PROFILES = '18.11';

/** First release that can keep the token of the ServiceAccount out of job pods. */
export const HAS_AUTOMOUNT_KEY = '16.9';

/** First release with variables of services, among them the one by which a job waits for a port of a service. */
export const AWAITS_SERVICES = '15.10';
