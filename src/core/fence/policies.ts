import type {
  MatchCondition,
  NamedRuleWithOperations,
  ValidatingAdmissionPolicySpec,
  Validation,
} from 'kubernetes-types/admissionregistration/v1.js';
import type { LabelSelector } from 'kubernetes-types/meta/v1.js';

import { type JobSettings, keepsPausePods } from '../config-toml/sections.ts';
import { groupedBy } from '../data/grouped-by.ts';
import { OWN_PRIORITY_CLASS } from '../rbac/grants.ts';
import type { Permission } from '../rbac/permissions.ts';
import type { JobNamespace } from '../resolve/job-namespaces.ts';
import { jobPodLabel } from '../resolve/labels.ts';
import type { ManagerFacts } from '../resolve/manager-facts.ts';
import type { Runner } from '../resolve/runners.ts';
import { type Cel, FALSE, literal, matches, not, oneOf } from './cel.ts';
import { type Allowances, allowancesOf, type Held, heldTo } from './held-to.ts';
import { modelsOf } from './model.ts';
import { JOB_NAMESPACE, JOB_OBJECT, PAUSE_PODS, SUSPENDED_CLAIM, SUSPENDED_SCRIPTS } from './names.ts';
import { type FencedManager, labelled, madeForJobs, neverBesideManager } from './never.ts';
import { pausePodOf } from './pause-pod.ts';

/** One policy of the fence, and the namespaces in which it holds. */
export interface FencePolicy {
  /** A name that no other manager has. */
  readonly name: string;
  readonly spec: ValidatingAdmissionPolicySpec;
  /** Undefined where it holds in all. */
  readonly namespaceSelector: LabelSelector | undefined;
}

/** Where a part of the fence is. */
interface Area {
  /** What sets the names of its policies apart: labels with dots between them, where no label holds one. */
  readonly name: string;
  readonly runners: readonly Runner[];
  readonly permissions: readonly Permission[];
  readonly namespaceSelector: LabelSelector | undefined;
  /** What has to be so, beside who asks, for the policies to look. */
  readonly conditions: readonly MatchCondition[];
  /** What is asked of everything there. */
  readonly ofAll: readonly Validation[];
  /** What is asked of pods, whatever the settings say. */
  readonly ofPods: readonly Validation[];
  /** The same of pods of jobs alone. */
  readonly ofJobs: readonly Validation[];
}

/** Returns the policies that hold the manager of a document to it. */
export function fencePolicies(resolved: ManagerFacts, manager: FencedManager): FencePolicy[] {
  const areas = [
    ...resolved.jobNamespaces.map((namespace) => areaOf(resolved, namespace, manager)),
    ...areaOfOthers(resolved, manager),
  ];
  const alike = alikeJobs(resolved);
  return [
    ...areas.flatMap((area) => policiesOf(resolved, area, alike)),
    ...priorityClasses(resolved, emptyArea(resolved, manager)),
  ];
}

/** Runners whose jobs get the same pods, and what these may have. */
interface AlikeJobs {
  readonly settings: JobSettings;
  readonly allowances: readonly Allowances[];
}

/** Returns for each runner what its jobs may have, worked out once for all whose jobs are alike. */
function alikeJobs(resolved: ManagerFacts): ReadonlyMap<Runner, AlikeJobs> {
  const settingsOf = ({ section: { environment, feature_flags, kubernetes } }: Runner): JobSettings => ({
    ...(environment && { environment }),
    ...(feature_flags && { feature_flags }),
    kubernetes,
  });
  const groups = groupedBy(resolved.runners, (runner) => JSON.stringify(settingsOf(runner)));
  return new Map(
    [...groups.values()].flatMap((runners) => {
      const settings = settingsOf(runners[0]!);
      const jobs = { settings, allowances: modelsOf(settings, resolved).map(allowancesOf) };
      return runners.map((runner) => [runner, jobs] as const);
    }),
  );
}

/** Returns what messages call a document. */
function wordsOf({ metadata }: Pick<ManagerFacts, 'metadata'>): string {
  return `GitLabRunner ${metadata.namespace}/${metadata.name}`;
}

/** The whole cluster, as far as the manager asks for something there. */
function emptyArea({ metadata }: ManagerFacts, { serviceAccount }: FencedManager): Area {
  const account = `system:serviceaccount:${metadata.namespace}:${serviceAccount}`;
  return {
    name: `${metadata.namespace}.${metadata.name}`,
    runners: [],
    permissions: [],
    namespaceSelector: undefined,
    conditions: [{ name: 'manager', expression: oneOf('request.userInfo.username', [account]) }],
    ofAll: [],
    ofPods: [],
    ofJobs: [],
  };
}

/** A namespace that is there before its jobs. */
function areaOf(resolved: ManagerFacts, namespace: JobNamespace, manager: FencedManager): Area {
  const { name, isManagers, runners, permissions, options } = namespace;
  const whose = wordsOf(resolved);
  const area = emptyArea(resolved, manager);
  return {
    ...area,
    name: `${area.name}.${name}`,
    runners,
    permissions,
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
    ofPods: isManagers ? neverBesideManager(manager, whose) : [],
    ofJobs: isManagers && options.networkPolicy.enabled ? [labelled(jobPodLabel(resolved), whose)] : [],
  };
}

/** Every other namespace, where some jobs get one of their own. */
function areaOfOthers(resolved: ManagerFacts, manager: FencedManager): Area[] {
  const runners = resolved.runners.filter(({ jobsIn }) => jobsIn === 'their own namespaces');
  if (runners.length === 0) return [];
  const given = resolved.jobNamespaces.map(({ name }) => name);
  const area = emptyArea(resolved, manager);
  const isOther = { name: 'other-namespace', expression: not(oneOf('request.namespace', given)) };
  return [
    {
      ...area,
      runners,
      permissions: resolved.clusterPermissions,
      conditions: [...area.conditions, ...(given.length > 0 ? [isOther] : [])],
      ofAll: [
        {
          expression: matches('request.namespace', JOB_NAMESPACE),
          message: `${wordsOf(resolved)} acts only in namespaces that are made for one job (spec.runners.*.kubernetes.namespace_per_job)`,
        },
      ],
    },
  ];
}

function policiesOf(
  resolved: ManagerFacts,
  area: Area,
  alike: ReadonlyMap<Runner, AlikeJobs>,
): FencePolicy[] {
  const jobs = [...new Set(area.runners.map((runner) => alike.get(runner)!))];
  const isGranted = (resource: string): boolean =>
    area.permissions.some((permission) => permission.resource === resource);
  return [
    pods(resolved, area, jobs),
    ...(isGranted('deployments') ? [pausePods(resolved, area, jobs)] : []),
    secrets(resolved, area),
    objects(resolved, area),
  ];
}

type Rule = NamedRuleWithOperations & { readonly resources: readonly string[] };

const rule = (apiGroup: string, operations: readonly string[], resources: readonly string[]): Rule => ({
  apiGroups: [apiGroup],
  apiVersions: ['v1'],
  operations: [...operations],
  resources: [...resources],
});

function policy(area: Area, kind: string, rules: readonly Rule[], held: Held): FencePolicy {
  return {
    name: `${area.name}.${kind}`,
    namespaceSelector: area.namespaceSelector,
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: { resourceRules: [...rules] },
      matchConditions: [...area.conditions],
      ...(held.variables.length > 0 && { variables: [...held.variables] }),
      validations: [...area.ofAll, ...held.validations].map((validation) => ({
        ...validation,
        reason: 'Forbidden',
      })),
    },
  };
}

/** What the clauses look at, of an object that holds a pod. */
const viewOf = (pod: Cel, labels: Cel): Held['variables'] => [
  { name: 'pod', expression: pod },
  { name: 'labels', expression: `${labels}.orValue({})` },
  { name: 'volumes', expression: 'variables.pod.?volumes.orValue([])' },
  {
    name: 'containers',
    expression: 'variables.pod.containers + variables.pod.?initContainers.orValue([])',
  },
];

function pods(resolved: ManagerFacts, area: Area, jobs: readonly AlikeJobs[]): FencePolicy {
  const whose = wordsOf(resolved);
  const { variables, validations } = heldTo(
    jobs.flatMap(({ allowances }) => allowances),
    whose,
  );
  return policy(area, 'pods', [rule('', ['CREATE', 'UPDATE'], ['pods', 'pods/ephemeralcontainers'])], {
    variables: [...viewOf('object.spec', 'object.metadata.?labels'), ...variables],
    validations: [
      ...area.ofPods,
      ...area.ofJobs,
      {
        expression: 'size(variables.pod.?ephemeralContainers.orValue([])) == 0',
        message: `${whose} adds no container to a pod that runs`,
      },
      ...validations,
    ],
  });
}

/** Deployments make pods by another account than the manager's. */
function pausePods(resolved: ManagerFacts, area: Area, jobs: readonly AlikeJobs[]): FencePolicy {
  const whose = wordsOf(resolved);
  const models = jobs
    .map(({ settings }) => settings)
    .filter(keepsPausePods)
    .map(pausePodOf);
  const images = models.flatMap(({ spec }) => spec.containers.map(({ image }) => image!));
  const { variables, validations } = heldTo(models.map(allowancesOf), whose);
  const isPause = `variables.containers.all(c, c.name == "pause" && ${oneOf('c.image', images)})`;
  return policy(area, 'pause-pods', [rule('apps', ['CREATE', 'UPDATE'], ['deployments'])], {
    variables: [
      ...viewOf('object.spec.template.spec', 'object.spec.template.?metadata.?labels'),
      ...variables,
    ],
    validations: [
      {
        expression:
          models.length === 0 ? FALSE : `(${matches('object.metadata.name', PAUSE_PODS)}) && ${isPause}`,
        message: `${whose} makes no Deployment except for pause pods (spec.runners.*.kubernetes.autoscaler)`,
      },
      ...area.ofPods,
      ...(models.length === 0 ? [] : validations),
    ],
  });
}

/** A Secret of another type is more than data: the cluster writes the token of an account into one. */
function secrets(resolved: ManagerFacts, area: Area): FencePolicy {
  return policy(area, 'secrets', [rule('', ['CREATE', 'UPDATE'], ['secrets'])], {
    variables: [],
    validations: [
      {
        expression: oneOf('object.?type.orValue("")', [
          'kubernetes.io/dockercfg',
          'kubernetes.io/dockerconfigjson',
        ]),
        message: `${wordsOf(resolved)} makes no Secret but registry logins of jobs`,
      },
    ],
  });
}

/** What is there already. */
function objects(resolved: ManagerFacts, area: Area): FencePolicy {
  const isLocal = area.namespaceSelector !== undefined;
  const names = [JOB_OBJECT, PAUSE_PODS, SUSPENDED_CLAIM, SUSPENDED_SCRIPTS];
  return policy(
    area,
    'objects',
    [
      rule('', ['UPDATE', 'DELETE'], ['pods', 'secrets', 'configmaps', 'persistentvolumeclaims']),
      rule('apps', ['UPDATE', 'DELETE'], ['deployments']),
      rule('', ['CONNECT'], ['pods/exec', 'pods/attach', 'pods/portforward', 'pods/proxy']),
      ...(isLocal ? [] : [rule('', ['CREATE', 'UPDATE', 'DELETE'], ['namespaces'])]),
    ],
    {
      variables: [],
      validations: [madeForJobs(isLocal ? names : [...names, JOB_NAMESPACE], wordsOf(resolved))],
    },
  );
}

/** A priority class that applies to all pods without one would change every workload of the cluster. */
function priorityClasses(resolved: ManagerFacts, area: Area): FencePolicy[] {
  if (!resolved.clusterPermissions.some(({ resource }) => resource === 'priorityclasses')) return [];
  return [
    policy(area, 'priority-classes', [rule('scheduling.k8s.io', ['CREATE', 'UPDATE'], ['priorityclasses'])], {
      variables: [],
      validations: [
        {
          expression: `object.metadata.name == ${literal(OWN_PRIORITY_CLASS)} && object.value < 0 && !object.?globalDefault.orValue(false)`,
          message: `${wordsOf(resolved)} makes no PriorityClass but ${OWN_PRIORITY_CLASS}, which comes after all others`,
        },
      ],
    }),
  ];
}
