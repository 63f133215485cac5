import type { LimitRangeItem, LimitRangeSpec, ResourceQuotaSpec } from 'kubernetes-types/core/v1.js';

import { isMapping } from '../../data/is-mapping.ts';
import { own } from '../../data/own.ts';
import type { Path } from '../../data/path.ts';
import {
  BILLION,
  billionthsOf,
  compareQuantities,
  isWholeQuantity,
  quantity,
  quantityOf,
} from '../../formats/quantity.ts';
import type { CheckedSpec } from '../../generated/checked-types.ts';
import { chosenResources, leastJobPod } from '../../resolve/job-pods.ts';
import { jobsAtOnce } from '../../resolve/jobs-at-once.ts';
import {
  type Demand,
  demandOf,
  refusedByQuota,
  refusedByRange,
  takenOfQuota,
} from '../../resolve/pod-admission.ts';
import type { Resolved } from '../../resolve/resolved.ts';
import type { Runner } from '../../resolve/runners.ts';
import { type Look, onDocument, onResolved } from '../rule.ts';

/** What quotas and LimitRanges of the document do to pods of jobs and of the manager. */
export const boundedPods = onResolved((look) => {
  const told = new Set<string>();
  for (const namespace of look.jobNamespaces) {
    const ranges = inNamespace(look.spec, namespace.name, RANGES).filter(
      (range) => faultsOfRange(range.spec).length === 0,
    );
    const quotas = inNamespace(look.spec, namespace.name, QUOTAS).filter(
      (quota) => faultsOfQuota(quota.spec).length === 0,
    );
    if (ranges.length === 0 && quotas.length === 0) continue;
    const pods = podsIn(look, namespace, ranges);
    refusedPods(look, namespace, pods, [...ranges, ...quotas], told);
    roomForJobs(look, namespace, pods, quotas);
  }
});

/** Pods that a quota or a LimitRange refuses every time. */
function refusedPods(
  { find }: Look<'resolved'>,
  namespace: JobNamespace,
  pods: readonly BoundedPod[],
  bounds: readonly Bounds<LimitRangeSpec | ResourceQuotaSpec>[],
  told: Set<string>,
): void {
  for (const { who, demand, chosen } of pods) {
    if (demand === undefined) continue;
    for (const { path: from, spec } of bounds) {
      const refusals = 'limits' in spec ? refusedByRange(demand, spec) : refusedByQuota(demand, spec);
      for (const { path: below, resource, isSilent, because } of refusals) {
        const path = [...from, ...below];
        const place = JSON.stringify(path);
        if ((resource !== undefined && chosen.has(resource)) || told.has(place)) continue;
        told.add(place);
        find(
          'PODS_REFUSED',
          { path },
          `Kubernetes refuses ${who} in "${namespace.name}": ${because}.`,
          isSilent
            ? 'Say how much the containers take, or give those that say nothing a default in a LimitRange.'
            : 'Change the amount, or what the pods ask for.',
        );
      }
    }
  }
}

/**
 * Quotas with room for fewer jobs than run at once. Jobs that only may choose the namespace do not count: a quota of its
 * own is there to bound them.
 */
function roomForJobs(
  { spec, manager, find }: Look<'resolved'>,
  { name }: JobNamespace,
  pods: readonly BoundedPod[],
  quotas: readonly Bounds<ResourceQuotaSpec>[],
): void {
  const residents = pods.filter(({ runner }) => runner?.section.kubernetes.namespace === name);
  const ofEach = jobsAtOnce(
    spec,
    residents.map(({ runner }) => runner!.entry),
  );
  const jobs = BigInt(manager.replicas.most * ofEach);
  for (const { path, spec: quota } of quotas) {
    // A pod that a patch or a job changes counts as a pod; nothing else is known of it.
    const taken = residents.map(({ demand, chosen }) =>
      takenOfQuota(demand && chosen.size === 0 ? demand : NO_DEMAND, quota),
    );
    for (const [key, text] of Object.entries(quota.hard ?? {})) {
      const [hard, each] = [billionthsOf(text), taken.map((amounts) => amounts[key] ?? 0n)];
      const least = each.toSorted((a, b) => (a < b ? -1 : 1))[0] ?? 0n;
      if (hard < least || hard >= jobs * least) continue;
      find(
        'QUOTA_TOO_SMALL',
        { path: [...path, 'hard', key] },
        `There is room for ${hard / least} of the ${jobs} jobs that may run at once in "${name}": the others wait for it as long as for a node, and then fail.`,
        `Make it ${quantityOf(jobs * least)} or more, or lower \`spec.config.concurrent\` or the \`limit\` of runners.`,
      );
    }
  }
}

type JobNamespace = Resolved['jobNamespaces'][number];

/** Pods in a namespace that are alike. */
interface BoundedPod {
  /** The runner whose jobs they are. */
  readonly runner?: Runner;
  readonly who: string;
  /** What each of them requests; `undefined` where that is unknown. */
  readonly demand: Demand | undefined;
  /** The resources whose amounts the job that starts a pod may change. */
  readonly chosen: ReadonlySet<string>;
}

const NO_DEMAND = demandOf({ containers: [] }, []);

function podsIn(
  { spec, manager }: Resolved,
  { isManagers, runners }: JobNamespace,
  bounds: readonly Bounds<LimitRangeSpec>[],
): BoundedPod[] {
  const ranges = bounds.map((range) => range.spec);
  const managers =
    isManagers && spec.manager.podPatch === undefined
      ? [
          {
            who: "the manager's pod",
            demand: demandOf(manager.pod.spec!, ranges),
            chosen: new Set<string>(),
          },
        ]
      : [];
  return [
    ...runners.map((runner) => {
      const pod = leastJobPod(runner.section);
      return {
        runner,
        who: `pods of jobs of runner "${runner.id}"`,
        demand: pod && demandOf(pod, ranges),
        chosen: chosenResources(runner.section),
      };
    }),
    ...managers,
  ];
}

/** A kind of object that bounds what pods may ask for. */
interface Kind<T> {
  readonly kind: string;
  readonly key: 'limitRange' | 'resourceQuota';
  /** Whether a value of an extra object, which may hold anything, is such a spec that can be looked into. */
  readonly is: (spec: unknown) => spec is T;
}

const areAmounts = (value: unknown): boolean =>
  value === undefined ||
  (isMapping(value) &&
    Object.values(value).every((amount) => typeof amount === 'string' && quantity.test(amount)));

const AMOUNT_KEYS = ['min', 'max', 'default', 'defaultRequest', 'maxLimitRequestRatio'] as const;

const RANGES: Kind<LimitRangeSpec> = {
  kind: 'LimitRange',
  key: 'limitRange',
  is: (spec): spec is LimitRangeSpec =>
    isMapping(spec) &&
    Array.isArray(spec.limits) &&
    spec.limits.every((item) => isMapping(item) && AMOUNT_KEYS.every((key) => areAmounts(item[key]))),
};
const QUOTAS: Kind<ResourceQuotaSpec> = {
  kind: 'ResourceQuota',
  key: 'resourceQuota',
  is: (spec): spec is ResourceQuotaSpec =>
    isMapping(spec) &&
    areAmounts(spec.hard) &&
    Array.isArray(spec.scopes ?? []) &&
    spec.scopeSelector === undefined,
};

/** What bounds the pods of a namespace, with its place in the document. */
interface Bounds<T> {
  readonly path: Path;
  readonly spec: T;
}

function inNamespace<T>(
  { jobs, extraObjects = {} }: CheckedSpec,
  namespace: string,
  { kind, key, is }: Kind<T>,
): Bounds<T>[] {
  const given = own(jobs.namespaces ?? {}, namespace);
  const atOwn =
    given?.[key] === undefined ? ['spec', 'jobs', key] : ['spec', 'jobs', 'namespaces', namespace, key];
  const spec = (given?.[key] ?? jobs[key]) as T | undefined;
  return [
    ...(spec === undefined ? [] : [{ path: atOwn, spec }]),
    ...Object.entries(extraObjects).flatMap(([id, object]) =>
      object.kind === kind && object.metadata.namespace === namespace && is(object.spec)
        ? [{ path: ['spec', 'extraObjects', id, 'spec'], spec: object.spec }]
        : [],
    ),
  ];
}

/** What the API server refuses in a LimitRange or a quota: where, from there on, and why. */
type Fault = readonly [path: Path, message: string, help?: string];

/** LimitRanges and quotas that the API server refuses. */
export const refusedBounds = onDocument(({ spec: { jobs }, at, find }) => {
  const places = [
    [jobs, at.below('spec', 'jobs')],
    ...Object.entries(jobs.namespaces ?? {}).map(
      ([name, own]) => [own, at.below('spec', 'jobs', 'namespaces', name)] as const,
    ),
  ] as const;
  for (const [{ limitRange, resourceQuota }, place] of places) {
    const tell = (key: string, faults: readonly Fault[]): void => {
      for (const [path, message, help] of faults) find('CONTRADICTION', place(key, ...path), message, help);
    };
    if (limitRange !== undefined) tell('limitRange', faultsOfRange(limitRange));
    if (resourceQuota !== undefined) tell('resourceQuota', faultsOfQuota(resourceQuota));
  }
});

/** Pairs of keys: the first may not be above the second. */
const ORDER = [
  ['min', 'max'],
  ['min', 'default'],
  ['min', 'defaultRequest'],
  ['default', 'max'],
  ['defaultRequest', 'max'],
  ['defaultRequest', 'default'],
] as const;

function faultsOfRange({ limits }: LimitRangeSpec): Fault[] {
  return limits.flatMap((item, index) => {
    const isSecond = limits.findIndex(({ type }) => type === item.type) < index;
    const faults: readonly Fault[] = [
      ...(isSecond
        ? [
            [
              ['type'],
              `A LimitRange has one entry for each type, and this is the second for ${item.type}.`,
              'Make one entry of the two.',
            ] as const,
          ]
        : []),
      ...faultsOfItem(item),
    ];
    return faults.map(([path, ...rest]): Fault => [['limits', index, ...path], ...rest]);
  });
}

function faultsOfItem(item: LimitRangeItem): Fault[] {
  const ofStorage = AMOUNT_KEYS.filter(
    (key) => item.type !== 'PersistentVolumeClaim' && item[key]?.storage !== undefined,
  ).map(
    (key): Fault => [
      [key, 'storage'],
      `Claims request storage, so Kubernetes refuses it for the type ${item.type}.`,
      'Move it to an entry of the type PersistentVolumeClaim, or write ephemeral-storage.',
    ],
  );
  const ofContainers = (['default', 'defaultRequest'] as const)
    .filter((key) => item.type === 'Pod' && item[key] !== undefined)
    .map(
      (key): Fault => [
        [key],
        `A LimitRange has no ${key} for pods, only for containers.`,
        'Move it to an entry of the type Container.',
      ],
    );
  const disordered = ORDER.flatMap(([low, high]) =>
    Object.entries(item[low] ?? {}).flatMap(([resource, amount]): Fault[] => {
      const bound = item[high]?.[resource];
      if (bound === undefined || compareQuantities(amount, bound) <= 0) return [];
      return [
        [
          [low, resource],
          `${low} of ${resource} is ${amount}, more than the ${bound} of ${high}; Kubernetes refuses the LimitRange.`,
          `Lower ${low} or raise ${high}.`,
        ],
      ];
    }),
  );
  const ratios = Object.entries(item.maxLimitRequestRatio ?? {}).flatMap(([resource, text]): Fault[] => {
    const ratio = billionthsOf(text);
    const [least, most] = [item.min, item.max].map((bounds) => billionthsOf(bounds?.[resource] ?? '0'));
    const widest = least && most ? (most * BILLION) / least : undefined;
    const problem =
      ratio < BILLION
        ? 'it cannot be less than the request'
        : widest !== undefined && ratio > widest
          ? `the most is ${quantityOf(widest)} times the least`
          : undefined;
    const message = `A limit of ${resource} may be ${text} times its request here, but ${problem}; Kubernetes refuses the LimitRange.`;
    return problem === undefined ? [] : [[['maxLimitRequestRatio', resource], message]];
  });
  const ofClaims: readonly Fault[] =
    item.type === 'PersistentVolumeClaim' && (item.min?.storage ?? item.max?.storage) === undefined
      ? [
          [
            [],
            'Kubernetes refuses an entry for PersistentVolumeClaims without min or max of storage.',
            'Add one of them.',
          ],
        ]
      : [];
  return [...ofStorage, ...ofContainers, ...disordered, ...ratios, ...ofClaims];
}

/** Pairs of scopes that cannot both fit a pod. */
const OPPOSITES = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
] as const;

/** What Kubernetes itself counts in amounts, and in whole numbers. It does not check other resources here. */
const AMOUNTS =
  /^(?:(?:(?:requests|limits)\.)?(?:cpu|memory|ephemeral-storage)|requests\.storage|(?:requests\.)?hugepages-.+)$/;
const NUMBERS =
  /^(?:pods|secrets|configmaps|persistentvolumeclaims|resourcequotas|replicationcontrollers|services(?:\.(?:nodeports|loadbalancers))?)$/;

/** Whether a quota counts something in whole numbers: also other objects and, except in requests, devices. */
function isWhole(key: string): boolean {
  return NUMBERS.test(key) || (key.includes('/') && !key.startsWith('requests.'));
}

/** Which of these a quota can count with a scope, and in words. Other scopes are about pods of one kind. */
const OF_SCOPE: Readonly<Record<string, readonly [RegExp, string]>> = {
  BestEffort: [/^pods$/, '`pods` alone'],
  VolumeAttributesClass: [
    /^(?:persistentvolumeclaims|requests\.storage)$/,
    'persistentvolumeclaims and requests.storage alone',
  ],
};
/** Scopes that have values; all others either apply to a pod or do not. */
const HAVE_VALUES = ['PriorityClass', 'VolumeAttributesClass'];
const OF_PODS = [
  /^(?:pods|(?:(?:requests|limits)\.)?(?:cpu|memory))$/,
  'pods, CPU and memory alone',
] as const;

function faultsOfQuota({ hard = {}, scopes = [], scopeSelector }: ResourceQuotaSpec): Fault[] {
  const expressions = scopeSelector?.matchExpressions ?? [];
  const selected = expressions.map(({ scopeName }) => scopeName);
  const all = [...new Set([...scopes, ...selected])];
  return [
    ...OPPOSITES.filter((pair) => pair.every((scope) => all.includes(scope))).map(
      ([one, other]): Fault => [
        [scopes.length > 0 ? 'scopes' : 'scopeSelector'],
        `No pod is both ${one} and ${other}; Kubernetes refuses the quota.`,
      ],
    ),
    ...all.flatMap((scope): Fault[] => {
      const [countable, words] = OF_SCOPE[scope] ?? OF_PODS;
      const stray = Object.keys(hard).find(
        (key) => (AMOUNTS.test(key) || NUMBERS.test(key)) && !countable.test(key),
      );
      return stray === undefined
        ? []
        : [
            [
              ['hard', stray],
              `A quota with the scope ${scope} cannot count ${stray}; Kubernetes refuses it.`,
              `Count ${words}.`,
            ],
          ];
    }),
    ...Object.entries(hard)
      .filter(([key, amount]) => isWhole(key) && !isWholeQuantity(amount))
      .map(
        ([key, amount]): Fault => [
          ['hard', key],
          `${key} is counted in whole numbers, and ${amount} is not a whole number; Kubernetes refuses the quota.`,
        ],
      ),
    ...expressions.flatMap(({ scopeName, operator }, index): Fault[] => {
      if (operator === 'Exists' || HAVE_VALUES.includes(scopeName)) return [];
      const message = `A pod has the scope ${scopeName} or not, so the operator is Exists; Kubernetes refuses the quota.`;
      return [[['scopeSelector', 'matchExpressions', index, 'operator'], message]];
    }),
  ];
}
