/**
 * Every code a diagnostic can have, with its meaning in one line. `docs/diagnostics.md` has an example
 * and a fix for each.
 */
export const codes = {
  // the text
  YAML_SYNTAX: 'The text is not YAML.',
  DUPLICATE_KEY: 'A mapping has the same key twice.',
  AMBIGUOUS_VALUE: 'An unquoted value means one thing to kustomize and another to other YAML readers.',
  MULTIPLE_DOCUMENTS: 'The file holds more than one document.',
  EMPTY_DOCUMENT: 'The file holds no document.',
  INPUT_TOO_LARGE: 'The text is larger than the limit.',
  TOO_DEEP: 'The document is nested deeper than the limit.',
  NOT_TEXT: 'The file is not UTF-8 text.',
  // the shape
  WRONG_DOCUMENT: 'The document is of another kind.',
  UNKNOWN_KEY: 'The document has no such key at this place.',
  MISSING_KEY: 'A required key is not there.',
  WRONG_TYPE: 'The value has another type than the key takes.',
  NOT_ALLOWED: 'The value is not one of the allowed ones.',
  OUT_OF_RANGE: 'The number, or the count of entries, is outside the limits.',
  WRONG_FORMAT: 'The text does not have the form that the key takes.',
  UNSAFE_TEXT: 'The text holds characters that YAML or TOML readers change or refuse.',
  NOT_DATA: 'The value is not plain data: a function, a date, a class instance, a cycle.',
  // tokens
  TOKEN_REFERENCE_TOO_NEW: 'The release cannot take the token from a Secret.',
  REGISTRATION_TOKEN: 'The token only registers runners.',
  TOKEN_OUT_OF_PLACE: 'A token stands where it does not belong.',
  // image builds
  PRIVILEGED_WITHOUT_MODE: 'Jobs are privileged although no build mode calls for it.',
  PRIVILEGED_ON_ANY_NODE: 'Nothing keeps privileged containers of jobs off the nodes of other workloads.',
  PRIVILEGED_SERVICES: 'Jobs may start services of their own that are privileged.',
  DOCKER_SOCKET: 'Jobs use the Docker socket of their node.',
  BUILD_OPTION_UNUSED: 'The build mode has no such option.',
  BUILD_MODES_MIXED: 'A key belongs to another build mode than the chosen one.',
  BUILD_STORAGE_SHARED: 'Several jobs at once would use a volume that only one can use.',
  BUILDER_BLOCKED: 'A key takes away what the builder of the mode needs.',
  NO_SECURITY_PROFILES: 'The release cannot set the seccomp profile that the build mode needs.',
  WRONG_ARCHITECTURE: 'An image is made for other processors than those of the nodes.',
  // the manager
  NAME_TAKEN: 'A volume, container, port or variable has a name that is taken.',
  NO_SUCH_VOLUME: 'A container mounts a volume that the pod does not have.',
  NO_SUCH_PORT: 'A probe names a port that the container does not have.',
  PROBE_ACTIONS: 'A probe has no action, or more than one.',
  LISTENS_ON_LOOPBACK: 'A port of the manager cannot be reached from outside of its pod.',
  DRAIN_TOO_SHORT: 'A manager that stops is killed before jobs can end.',
  BLOCKS_DRAIN: 'The disruption budget never lets a manager leave its node.',
  // job namespaces and permissions
  UNREACHABLE_NAMESPACE: 'No job can run in the namespace.',
  NO_RIGHTS_IN_NAMESPACE: 'Jobs may choose a namespace in which the manager has no rights.',
  QUOTA_COUNTS_MANAGER: 'A quota for jobs counts the manager too.',
  POD_SECURITY_TOO_STRICT: 'A namespace refuses pods that the document makes it run.',
  WILDCARD_PERMISSION: 'A rule grants everything of a kind.',
  // sessions, metrics and the network
  SESSION_REPLICAS: 'There are several managers behind one session server address.',
  SESSION_ADDRESS_UNKNOWN: 'The document does not tell where GitLab reaches the session server.',
  SCRAPED_TWICE: 'Two monitors scrape the same port.',
  METRICS_UNREACHABLE: 'A NetworkPolicy keeps Prometheus away from the metrics port.',
  METRICS_OPEN_TO_JOBS: 'A NetworkPolicy lets jobs reach the metrics port.',
  HOST_CUT_OFF: 'A NetworkPolicy keeps jobs or the manager from a host that they need.',
  // extra objects
  OBJECT_TAKEN: 'Two objects would be the same one in the cluster.',
  // sizes
  CONFIG_TOO_LARGE: 'config.toml is larger than the object that carries it may be.',
  OBJECT_TOO_LARGE: 'An object is too large for `kubectl apply` without `--server-side`.',
  // releases
  KEY_TOO_NEW: 'The release does not have the key yet.',
  KEY_REMOVED: 'The release no longer has the key.',
  KEY_DEPRECATED: 'The release still reads the key, and a later one will not.',
  // keys of config.toml that belong together
  NEEDS_KEY: 'The key does nothing, or fails, without another one.',
  EXCLUSIVE_KEYS: 'Two keys exclude each other.',
  CONTRADICTION: 'Kubernetes or the runner refuses these values together.',
  REFUSED_VALUE: 'Kubernetes or the runner refuses the value.',
  NO_EFFECT: 'The key has no effect as things are.',
  UNUSUAL_VALUE: 'The value is legal and hardly meant.',
  TOO_MANY_LABELS: 'A runner has more labels than GitLab takes.',
  MOUNT_PATH_TAKEN: 'Two volumes have the same mount path.',
  REQUEST_ABOVE_LIMIT: 'A request is larger than its limit.',
  NOT_ANCHORED: 'A regular expression also matches parts of a value.',
  PULL_POLICY_NOT_ALLOWED: 'A pull policy is not among the allowed ones.',
  CAPABILITY_REGAINED: 'A list of dropped capabilities gives NET_RAW back.',
  CONCURRENT_TOO_LOW: 'There are more runner entries than jobs at once.',
  VARIABLE_NOT_SET: 'The manager lacks a variable that config.toml names.',
  FILE_NOT_MOUNTED: 'The manager lacks a file that config.toml names.',
  // what config.toml may not hold or cannot be checked for
  UNCHECKED_KEY: 'The key is passed to the runner unchecked.',
  SECRET_IN_CONFIG: 'config.toml holds a credential and is therefore rendered as a Secret.',
} as const;

/** The name of a kind of finding. */
export type Code = keyof typeof codes;
