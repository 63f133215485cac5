// The runner's defaults for keys that config.toml does not have, from common/config.go of gitlab-runner.

/** Jobs that a manager runs at once over all its runners. */
export const CONCURRENT = 1;

/** Seconds between two looks at a starting pod. */
export const POLL_INTERVAL = 3;

/** Seconds after which the runner gives up on a pod that does not start. */
export const POLL_TIMEOUT = 180;

/** Milliseconds that the runner waits at most before it tries a request to the Kubernetes API again. */
export const RETRY_BACKOFF_MAX = 2000;

/** Directory of working copies in the containers of a job. */
export const BUILDS_DIRECTORY = '/builds';

/** Port on which we have managers serve metrics. */
export const METRICS_PORT = 9252;

/** Port on which we have managers serve sessions. */
export const SESSION_PORT = 8093;

/**
 * Requests for jobs that an entry of ours has open at once. GitLab holds a request until there is a job: with the
 * runner's own 1, jobs wait for each other, and the runner warns of that whenever it reads config.toml.
 */
export const REQUEST_CONCURRENCY = 2;
