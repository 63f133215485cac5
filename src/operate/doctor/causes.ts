/** What a code says of each finding that has it. */
interface Cause {
  /** Its meaning in one line. */
  readonly meaning: string;
  /** Codes that are not reported together with this one: they follow from it. */
  readonly explains: readonly string[];
}

const cause = (meaning: string, ...explains: readonly string[]): Cause => ({ meaning, explains });

/** Every cause that is looked for, the likeliest first: findings come in this order. */
export const causes = {
  // nothing else is worth a look before these
  NAMESPACE_ABSENT: cause(
    'A namespace of the document is not there, or is being deleted.',
    'OBJECT_ABSENT',
    'PERMISSION_ABSENT',
    'SECRET_ABSENT',
    'FENCE_BROKEN',
  ),
  KIND_NOT_SERVED: cause('The cluster has no such kind of object, or not in this release of its API.'),
  // the manager has no token
  SECRET_ABSENT: cause(
    'A Secret or ConfigMap that the manager needs is not there.',
    'MANAGER_NOT_READY',
    'ROLLOUT_STUCK',
  ),
  SECRET_KEY_ABSENT: cause(
    'A Secret or ConfigMap that the manager needs lacks a key.',
    'MANAGER_NOT_READY',
    'ROLLOUT_STUCK',
  ),
  TOKEN_BLANK: cause(
    'The Secret has no token, or a line break or blank with it.',
    'MANAGER_CRASHES',
    'MANAGER_NOT_READY',
    'ROLLOUT_STUCK',
    'TOKEN_REFUSED',
  ),
  TOKEN_KIND: cause('The token in the Secret is not one of a runner.', 'TOKEN_REFUSED'),
  TOKEN_REFUSED: cause('GitLab refuses the token.'),
  // GitLab
  GITLAB_NAME: cause('The name of GitLab is not found.'),
  GITLAB_UNREACHABLE: cause('GitLab is not reached.'),
  GITLAB_AUTHORITY: cause('The manager does not know the CA that signed the certificate of GitLab.'),
  GITLAB_CERTIFICATE: cause('The certificate of GitLab has expired, or is for another name.'),
  GITLAB_URL: cause('What answers at the URL is not the API of GitLab.'),
  GITLAB_FAILS: cause('GitLab, or a proxy in front of it, answers with an error.'),
  // the manager's pod
  DEPLOYMENT_STOPPED: cause('The Deployment asks for no manager, or is paused.'),
  QUOTA: cause(
    'A quota or limit of the namespace refuses pods.',
    'MANAGER_NOT_READY',
    'ROLLOUT_STUCK',
    'JOBS_FAIL',
  ),
  POD_SECURITY: cause('Pod Security refuses pods.', 'MANAGER_NOT_READY', 'ROLLOUT_STUCK', 'JOBS_FAIL'),
  ADMISSION: cause(
    'A webhook or policy of the cluster refuses pods.',
    'MANAGER_NOT_READY',
    'ROLLOUT_STUCK',
    'JOBS_FAIL',
  ),
  POD_FENCED: cause('An admission policy of the document refuses, or would refuse, what a manager makes.'),
  IMAGE: cause('An image is not pulled.', 'MANAGER_NOT_READY', 'ROLLOUT_STUCK', 'JOBS_FAIL'),
  UNSCHEDULABLE: cause('No node accepts a pod.', 'MANAGER_NOT_READY', 'ROLLOUT_STUCK', 'JOBS_FAIL'),
  OUT_OF_MEMORY: cause(
    'The manager was killed because it needs more memory than its limit.',
    'MANAGER_CRASHES',
    'MANAGER_NOT_READY',
    'ROLLOUT_STUCK',
  ),
  MANAGER_CRASHES: cause('The manager ends again and again.', 'MANAGER_NOT_READY', 'ROLLOUT_STUCK'),
  MANAGER_NOT_READY: cause('A manager does not get ready.', 'ROLLOUT_STUCK'),
  // its settings and rights
  CONFIG_BROKEN: cause('The manager cannot read config.toml, and keeps the old one.', 'CONFIG_NOT_READ'),
  OBJECT_ABSENT: cause('Objects of the document are not there.'),
  FENCE_BROKEN: cause('Admission policies of the document do not hold the manager to it.'),
  PERMISSION_ABSENT: cause('The manager lacks rights that the document gives it.', 'JOBS_FAIL'),
  OBJECT_DIFFERS: cause('Objects differ from the document.'),
  CONFIG_NOT_READ: cause('The manager has not read the config.toml that is there.'),
  VERSION_DIFFERS: cause('The manager is of another release than the document says.'),
  API_SERVER: cause('The manager does not reach the API server.', 'JOBS_FAIL'),
  JOBS_FAIL: cause('Jobs fail before their script starts.'),
  // what is left
  ROLLOUT_STUCK: cause('A rollout does not finish.'),
  DRAIN_STUCK: cause('A manager does not stop when asked to.'),
  JOB_PODS_LEFT: cause('Pods of jobs are left without a manager.'),
  OLD_MANAGER: cause('A manager of another name has the same token, as after a change of the name.'),
  OBJECTS_LEFT: cause('Objects are left that the document no longer renders.'),
  TOO_MANY_MANAGERS: cause('There are more managers than the document asks for.'),
  AUTOSCALER: cause('The autoscaler cannot work.'),
} as const satisfies Readonly<Record<string, Cause>>;

/** The code of a cause. */
export type CauseCode = keyof typeof causes;
