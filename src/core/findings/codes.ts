/** What a code says of each finding that has it. */
interface Kind {
  /** An `error` stops rendering, a `warning` does not. */
  readonly severity: 'error' | 'warning';
  /** Its meaning in one line. */
  readonly meaning: string;
  /** Whether it reports things that have nothing to do with each other: accepting one must not accept all. */
  readonly hasManyConditions: boolean;
  /** Whether only several documents together have such a finding. */
  readonly isAboutSeveral?: true;
}

const error = (meaning: string): Kind => ({ severity: 'error', meaning, hasManyConditions: true });
const warning = (meaning: string): Kind => ({ severity: 'warning', meaning, hasManyConditions: false });
const warnings = (meaning: string): Kind => ({ severity: 'warning', meaning, hasManyConditions: true });

/** Every code a diagnostic can have. `docs/diagnostics.md` has an example and a fix for each. */
export const codes = {
  // the text
  YAML_SYNTAX: error('The text is not YAML.'),
  DUPLICATE_KEY: error('A mapping has the same key twice.'),
  AMBIGUOUS_VALUE: error('An unquoted value means one thing to kustomize and another to other YAML readers.'),
  MULTIPLE_DOCUMENTS: error('A second document starts without a line of `---` before it.'),
  EMPTY_DOCUMENT: error('The file holds no document.'),
  INPUT_TOO_LARGE: error('The text is larger than the limit.'),
  TOO_DEEP: error('The document is nested deeper than the limit.'),
  NOT_TEXT: error('The file is not UTF-8 text.'),
  // the shape
  WRONG_DOCUMENT: error('The document is of another kind.'),
  UNKNOWN_KEY: error('The document has no such key at this place.'),
  MISSING_KEY: error('A required key is not there.'),
  WRONG_TYPE: error('The value has another type than the key accepts.'),
  NOT_ALLOWED: error('The value is not one of the allowed ones.'),
  OUT_OF_RANGE: error('The number, or the count of entries, is outside the limits.'),
  WRONG_FORMAT: error('The text does not have the form that the key accepts.'),
  UNSAFE_TEXT: error('The text holds characters that YAML or TOML readers change or refuse.'),
  NOT_DATA: error('The value is not plain data: a function, a date, a class instance, a cycle.'),
  MORE_CHECKS_FOLLOW: warning('A part of the document can be checked only when it is fixed.'),
  // tokens
  TOKEN_REFERENCE_TOO_NEW: error('The release cannot take the token from a Secret.'),
  REGISTRATION_TOKEN: error('The token only registers runners.'),
  TOKEN_OUT_OF_PLACE: error('A token is where it does not belong.'),
  TOKEN_SHARED: {
    severity: 'warning',
    meaning: 'Two managers have the same token.',
    hasManyConditions: true,
    isAboutSeveral: true,
  },
  // image builds
  PRIVILEGED_WITHOUT_MODE: warning('Jobs are privileged, and no build mode calls for it.'),
  PRIVILEGED_BEYOND_MODE: warning('More containers are privileged than the build mode needs.'),
  PRIVILEGED_ON_ANY_NODE: warning(
    'Nothing keeps privileged containers of jobs off the nodes of other workloads.',
  ),
  PRIVILEGED_SERVICES: warning('Jobs may start services of their own that are privileged.'),
  DOCKER_SOCKET: warning('Jobs use the Docker socket of their node.'),
  BUILD_OPTION_UNUSED: error('The build mode has no such option.'),
  BUILD_MODES_MIXED: error('A key belongs to another build mode than the chosen one.'),
  BUILD_STORAGE_SHARED: error('Several jobs at once would use a volume that only one can use.'),
  BUILDER_BLOCKED: error('A key removes what the builder of the mode needs.'),
  DAEMON_NOT_AWAITED: warning('The release does not wait until the Docker daemon of a job answers.'),
  NO_SECURITY_PROFILES: warning('The release cannot set the seccomp profile that the build mode needs.'),
  WRONG_ARCHITECTURE: warnings('An image is made for other processors than the nodes have.'),
  // the manager
  NAME_TAKEN: error('A volume, container, port, variable or path has a name that is taken.'),
  NO_SUCH_VOLUME: error('A container mounts a volume that the pod does not have.'),
  NO_SUCH_PORT: error('A probe names a port that the container does not have.'),
  PROBE_ACTIONS: error('A probe has no action, or more than one.'),
  LISTENS_ON_LOOPBACK: error('A port of the manager cannot be reached from outside of its pod.'),
  DRAIN_TOO_SHORT: warning('A manager that stops is killed before jobs can end.'),
  DRAIN_LOST: warning('A manager that stops may cancel its jobs.'),
  CONFIG_PRUNED_EARLY: warning('The controller deletes config.toml while managers that drain still use it.'),
  BLOCKS_DRAIN: error('The disruption budget never lets a manager leave its node.'),
  // job namespaces and permissions
  SYSTEM_NAMESPACE: error('A Namespace of the cluster itself would be rendered.'),
  UNREACHABLE_NAMESPACE: warning('No job can run in the namespace.'),
  NO_RIGHTS_IN_NAMESPACE: warning('Jobs may choose a namespace in which the manager has no rights.'),
  JOBS_AS_MANAGER: warning('Jobs use the ServiceAccount of the manager, or may choose it.'),
  QUOTA_COUNTS_MANAGER: warning('A quota for jobs counts the manager too.'),
  PODS_REFUSED: warning('A quota or a LimitRange refuses the pods of jobs, or the pod of the manager.'),
  QUOTA_TOO_SMALL: warning('A quota has room for fewer jobs than may run at once.'),
  POD_SECURITY_TOO_STRICT: warning('A namespace refuses pods that the document makes it run.'),
  WILDCARD_PERMISSION: warning('A rule grants everything of a kind.'),
  FENCE_LOOSENED: warnings('The admission policies do not hold the manager to a part of the document.'),
  // sessions, metrics and the network
  SESSION_REPLICAS: error('There are several managers behind one session server address.'),
  SESSION_ADDRESS_UNKNOWN: error('The document does not tell where GitLab reaches the session server.'),
  SCRAPED_TWICE: warning('Two monitors scrape the same port.'),
  METRICS_UNREACHABLE: warning('A NetworkPolicy keeps Prometheus away from the metrics port.'),
  METRICS_OPEN_TO_JOBS: error('A NetworkPolicy lets jobs reach the metrics port.'),
  HOST_CUT_OFF: warnings('A NetworkPolicy keeps jobs or the manager from a host that they need.'),
  // extra objects
  OBJECT_TAKEN: error('Two objects would be the same one in the cluster.'),
  // sizes
  CONFIG_TOO_LARGE: error('config.toml is larger than the object that carries it may be.'),
  OBJECT_TOO_LARGE: warning('An object is too large for `kubectl apply` without `--server-side`.'),
  // releases
  KUBERNETES_TOO_OLD: error('The setting needs a newer release of Kubernetes than the document is for.'),
  KEY_TOO_NEW: error('The release in `spec.version` does not know this key yet.'),
  KEY_REMOVED: error('The release no longer has the key.'),
  KEY_DEPRECATED: warnings('The release still reads the key, and a later one will not.'),
  // keys of config.toml that belong together
  NEEDS_KEY: error('The key does nothing, or fails, without another one.'),
  EXCLUSIVE_KEYS: error('Two keys exclude each other.'),
  CONTRADICTION: error('Kubernetes or the runner refuses these values together.'),
  REFUSED_VALUE: error('Kubernetes or the runner refuses the value.'),
  NO_EFFECT: warnings('The key has no effect as things are.'),
  UNUSUAL_VALUE: warnings('The value is valid but probably not intended.'),
  TOO_MANY_LABELS: error('A runner has more labels than GitLab accepts.'),
  MOUNT_PATH_TAKEN: error('Two volumes have the same mount path.'),
  REQUEST_ABOVE_LIMIT: error('A request is larger than its limit.'),
  NOT_ANCHORED: warning('A regular expression also matches parts of a value.'),
  PULL_POLICY_NOT_ALLOWED: error('No pull policy is among the allowed ones.'),
  PULL_POLICY_PASSED_OVER: warning('A pull policy is not among the allowed ones.'),
  CAPABILITY_REGAINED: warning('A list of dropped capabilities gives NET_RAW back.'),
  CONCURRENT_TOO_LOW: warning('There are more runner entries than jobs at once.'),
  VARIABLE_NOT_SET: error('The manager lacks a variable that config.toml names.'),
  FILE_NOT_MOUNTED: warning('The manager lacks a file that config.toml names.'),
  // what is accepted
  STALE_ACCEPTANCE: warning('An entry of `spec.accepted` accepts no warning.'),
  // what config.toml may not hold or cannot be checked for
  UNCHECKED_KEY: warning('The key is passed to the runner unchecked.'),
  CREDENTIAL_IN_CLEAR: error('A credential would be rendered in an object that is not a Secret.'),
  SECRET_IN_CONFIG: warning('config.toml holds a credential and is therefore rendered as a Secret.'),
  // layers of kustomize
  GUARD_MISSING: error('A layer builds without the runner, and says nothing, where functions are off.'),
  // rendered objects that were changed
  NO_MANAGER: error('No object runs a GitLab Runner.'),
  NOT_RENDERED: error('A document is among the objects that it should have been rendered to.'),
  REFERENCE_BROKEN: error('An object names another one that has another name, or is elsewhere.'),
  SELECTS_NOTHING: error('A selector selects nothing.'),
  SELECTS_OTHERS: error('A selector selects the pods of another workload too.'),
  CONFIG_UNREADABLE: error('config.toml does not reach the manager, or the runner cannot read it.'),
  PERMISSION_MISSING: error('The manager may not do what config.toml has it do.'),
  FENCE_OPEN: error('An admission policy does not hold the manager to the document.'),
  STALE_HASH: warning('A name has the hash of other content than the object has.'),
} satisfies Readonly<Record<string, Kind>>;

/** The name of a kind of finding. */
export type Code = keyof typeof codes;
