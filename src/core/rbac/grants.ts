import { isFlagOn, mayBe } from '../config-toml/feature-flags.ts';
import { keepsPausePods, type RunnerSection } from '../config-toml/sections.ts';
import { isAtLeast, PRINTS_WARNING_EVENTS } from '../runner-release.ts';

/** Verbs on one resource, and why the manager needs them. */
export interface Grant {
  readonly apiGroup: string;
  readonly resource: string;
  readonly verbs: readonly string[];
  /** Completes "needed because …". */
  readonly because: string;
  /** Whether jobs of a section need the verbs. */
  readonly isNeeded: (section: RunnerSection, manager: ManagerFacts) => boolean;
}

/** What a grant may depend on beside the section. */
export interface ManagerFacts {
  /** Release of the runner. */
  readonly version: string;
  /** Whether the session server is on. */
  readonly servesSessions: boolean;
}

const always = (): boolean => true;
const mayAttach = (section: RunnerSection): boolean =>
  mayBe(false, section, 'FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY');
/** Not left to jobs: their containers get SYS_ADMIN, and only a runner entry that has the flag on lets its namespace admit them. */
const suspends = (section: RunnerSection): boolean => isFlagOn(section, 'FF_SUSPENDABLE_ENVIRONMENTS');
/** Flags with which the runner follows the log of a container, whatever the execution strategy. */
const LOG_FLAGS = [
  'FF_KUBERNETES_HONOR_ENTRYPOINT',
  'FF_WAIT_FOR_POD_TO_BE_REACHABLE',
  'FF_CONCRETE',
] as const;
/** PriorityClass that the manager creates for its pause pods. */
export const OWN_PRIORITY_CLASS = 'gitlab-runner-idle-capacity';
const servesSessions = (_section: RunnerSection, manager: ManagerFacts): boolean => manager.servesSessions;

/**
 * Verbs needed in the namespace of the jobs, from the `kubeAPI` annotations of gitlab-runner's executor and the
 * calls next to them.
 */
export const namespacedGrants: readonly Grant[] = [
  {
    apiGroup: '',
    resource: 'pods',
    verbs: ['create', 'delete', 'get', 'list', 'watch'],
    because: 'every job is a pod that is created, followed and deleted',
    isNeeded: always,
  },
  {
    apiGroup: '',
    resource: 'pods/attach',
    verbs: ['create'],
    because:
      'scripts run by attaching to the pod unless feature_flags binds jobs to the legacy execution strategy',
    isNeeded: mayAttach,
  },
  {
    apiGroup: '',
    resource: 'pods/exec',
    verbs: ['create'],
    because: 'scripts, health checks and cancel signals are sent by exec',
    isNeeded: always,
  },
  {
    apiGroup: '',
    resource: 'pods/exec',
    verbs: ['get'],
    because: 'interactive terminals open a WebSocket',
    isNeeded: servesSessions,
  },
  {
    apiGroup: '',
    resource: 'pods/log',
    verbs: ['get'],
    because: `a job may switch on what reads its logs: ${LOG_FLAGS.join(', ')}, or CI_DEBUG_SERVICES where scripts run by attaching`,
    isNeeded: (section) => mayAttach(section) || LOG_FLAGS.some((flag) => mayBe(true, section, flag)),
  },
  {
    apiGroup: '',
    resource: 'secrets',
    verbs: ['create', 'delete', 'get', 'update'],
    because: 'registry credentials of a job are a Secret that belongs to its pod',
    isNeeded: always,
  },
  {
    apiGroup: '',
    resource: 'events',
    verbs: ['list'],
    because: 'warnings about the pod are shown in the job log (print_pod_warning_events)',
    isNeeded: ({ kubernetes }, { version }) =>
      isAtLeast(version, PRINTS_WARNING_EVENTS) && kubernetes.print_pod_warning_events !== false,
  },
  {
    apiGroup: '',
    resource: 'events',
    verbs: ['watch'],
    because: "FF_PRINT_POD_EVENTS, which a job may switch on, shows the pod's events as they come",
    isNeeded: (section) => mayBe(true, section, 'FF_PRINT_POD_EVENTS'),
  },
  {
    apiGroup: '',
    resource: 'serviceaccounts',
    verbs: ['get'],
    because:
      'resource_availability_check_max_attempts makes the manager look for the service_account of jobs',
    isNeeded: ({ kubernetes }) =>
      Boolean(kubernetes.resource_availability_check_max_attempts) && Boolean(kubernetes.service_account),
  },
  {
    apiGroup: '',
    resource: 'services',
    verbs: ['create', 'get'],
    because: 'ports of job containers are proxied through the session server',
    isNeeded: servesSessions,
  },
  {
    apiGroup: '',
    resource: 'services/proxy',
    verbs: ['create', 'delete', 'get', 'patch', 'update'],
    because: 'ports of job containers are proxied through the session server',
    isNeeded: servesSessions,
  },
  {
    apiGroup: '',
    resource: 'configmaps',
    verbs: ['create', 'delete', 'get', 'update'],
    because: 'FF_SUSPENDABLE_ENVIRONMENTS keeps the state of a suspended environment',
    isNeeded: suspends,
  },
  {
    apiGroup: '',
    resource: 'persistentvolumeclaims',
    verbs: ['create', 'delete'],
    because: 'FF_SUSPENDABLE_ENVIRONMENTS keeps the files of a suspended environment',
    isNeeded: suspends,
  },
  {
    apiGroup: '',
    resource: 'namespaces',
    verbs: ['get'],
    because: 'FF_SUSPENDABLE_ENVIRONMENTS looks at the namespace of the job',
    isNeeded: suspends,
  },
  {
    apiGroup: 'policy',
    resource: 'poddisruptionbudgets',
    verbs: ['create', 'get'],
    because: 'pod_disruption_budget protects each job pod',
    isNeeded: ({ kubernetes }) => kubernetes.pod_disruption_budget === true,
  },
  {
    apiGroup: 'apps',
    resource: 'deployments',
    verbs: ['create', 'delete', 'get', 'list', 'update'],
    because: 'the autoscaler keeps pause pods in a Deployment',
    isNeeded: keepsPausePods,
  },
];

/** Verbs needed on the whole cluster. */
export const clusterGrants: readonly Grant[] = [
  {
    apiGroup: '',
    resource: 'namespaces',
    verbs: ['create', 'delete'],
    because: 'namespace_per_job makes a namespace for each job',
    isNeeded: ({ kubernetes }) => kubernetes.namespace_per_job === true,
  },
  {
    apiGroup: 'scheduling.k8s.io',
    resource: 'priorityclasses',
    verbs: ['create', 'get'],
    because: 'pause pods need a PriorityClass, and pause_pod_priority_class_name names none of your own',
    isNeeded: (section) =>
      keepsPausePods(section) &&
      (section.kubernetes.autoscaler?.pause_pod_priority_class_name || OWN_PRIORITY_CLASS) ===
        OWN_PRIORITY_CLASS,
  },
];

const documented = (apiGroup: string, resource: string, verbs: readonly string[]): Grant => ({
  apiGroup,
  resource,
  verbs,
  because: "GitLab's documentation lists it",
  isNeeded: always,
});

/** Every verb that GitLab's documentation of the executor lists and a Role can grant, used or not. */
export const documentedGrants: readonly Grant[] = [
  documented('', 'pods', ['create', 'delete', 'get', 'list', 'watch']),
  documented('', 'pods/attach', ['create', 'delete', 'get', 'patch']),
  documented('', 'pods/exec', ['create', 'delete', 'get', 'patch']),
  documented('', 'pods/log', ['get', 'list']),
  documented('', 'secrets', ['create', 'delete', 'get', 'update']),
  documented('', 'events', ['list', 'watch']),
  documented('', 'serviceaccounts', ['get']),
  documented('', 'services', ['create', 'get']),
  documented('', 'configmaps', ['create', 'delete', 'get', 'update']),
  documented('', 'persistentvolumeclaims', ['create', 'delete']),
  documented('', 'namespaces', ['get']),
  documented('policy', 'poddisruptionbudgets', ['create', 'get']),
  documented('apps', 'deployments', ['create', 'delete', 'get', 'list', 'update']),
];

/** Returns the grants that jobs of any of the sections need. */
export function neededGrants(
  grants: readonly Grant[],
  sections: readonly RunnerSection[],
  facts: ManagerFacts,
): readonly Grant[] {
  return grants.filter(({ isNeeded }) => sections.some((section) => isNeeded(section, facts)));
}
