import type {
  Container,
  LimitRangeItem,
  LimitRangeSpec,
  PodSpec,
  ResourceQuotaSpec,
  ResourceRequirements,
} from 'kubernetes-types/core/v1.js';

import type { Path } from '../data/path.ts';
import { BILLION, billionthsOf, quantityOf } from '../formats/quantity.ts';

/** Why a pod is refused. */
export interface Refusal {
  /** The place in the LimitRange or the quota. */
  readonly path: Path;
  /** The resource that it is about; undefined where it is the pod itself. */
  readonly resource: string | undefined;
  /** Whether the pod says too little, rather than something else. */
  readonly isSilent: boolean;
  /** A clause about the pod. */
  readonly because: string;
}

/** Amounts in billionths by the name of the resource. */
type Amounts = Readonly<Record<string, bigint>>;
type Bound = 'requests' | 'limits';
interface Part {
  readonly name: string;
  readonly requests: Amounts;
  readonly limits: Amounts;
}
/** A pod as both look at it, its containers with what a LimitRange gives those that say nothing. */
export interface Demand {
  readonly pod: PodSpec;
  readonly containers: readonly Part[];
  readonly initContainers: readonly Part[];
  /** What the pod says of itself as a whole. */
  readonly whole: Part | undefined;
}

type PodWithResources = PodSpec & { readonly resources?: ResourceRequirements };

/** Returns what a pod requests once the LimitRanges of its namespace have filled in what it leaves out. */
export function demandOf(pod: PodWithResources, ranges: readonly LimitRangeSpec[]): Demand {
  const defaults = ranges.flatMap(({ limits }) => limits.filter(({ type }) => type === 'Container'));
  const parts = (containers: readonly Container[] = []): Part[] =>
    containers.map(({ name, resources = {} }) => defaults.reduce(withDefaults, asked(name, resources)));
  const isSidecar = (container: Container): boolean =>
    (container as { restartPolicy?: string }).restartPolicy === 'Always';
  const { initContainers = [] } = pod;
  return {
    pod,
    containers: parts([...pod.containers, ...initContainers.filter(isSidecar)]),
    initContainers: parts(initContainers.filter((container) => !isSidecar(container))),
    whole: pod.resources && asked('', pod.resources),
  };
}

/** The API server uses a limit as the request where there is none. */
function asked(name: string, { requests, limits }: ResourceRequirements): Part {
  return { name, requests: { ...amounts(limits), ...amounts(requests) }, limits: amounts(limits) };
}

/**
 * The API server fills in the defaults of a LimitRange first: a limit is the most, a request the limit or the least.
 */
function withDefaults({ name, requests, limits }: Part, item: LimitRangeItem): Part {
  const ofLimit = { ...amounts(item.max), ...amounts(item.default) };
  const ofRequest = { ...amounts(item.min), ...ofLimit, ...amounts(item.defaultRequest) };
  return { name, requests: { ...ofRequest, ...requests }, limits: { ...ofLimit, ...limits } };
}

function amounts(list: Readonly<Record<string, string>> = {}): Amounts {
  return Object.fromEntries(Object.entries(list).map(([name, amount]) => [name, billionthsOf(amount)]));
}

/** Returns why a LimitRange refuses a pod. */
export function refusedByRange(demand: Demand, { limits }: LimitRangeSpec): Refusal[] {
  const { containers, initContainers } = demand;
  return limits.flatMap((item, index) => {
    const parts =
      item.type === 'Container'
        ? [...containers, ...initContainers].map((part) => [`the container "${part.name}"`, part] as const)
        : item.type === 'Pod'
          ? [['the pod', total(demand)] as const]
          : [];
    return parts
      .flatMap(([what, part]) => outOfBounds(what, part, item))
      .map((refusal) => ({ ...refusal, path: ['limits', index, ...refusal.path] }));
  });
}

function outOfBounds(what: string, part: Part, item: LimitRangeItem): Refusal[] {
  const refusals: Refusal[] = [];
  const refuse = (key: string, resource: string, because: string, isSilent = false): void => {
    refusals.push({ path: [key, resource], resource, isSilent, because: `${what} ${because}` });
  };
  const compare = (key: 'min' | 'max', wanted: Bound, isOut: (amount: bigint, bound: bigint) => boolean) => {
    for (const [resource, bound] of Object.entries(amounts(item[key]))) {
      const text = quantityOf(bound);
      if (part[wanted][resource] === undefined) {
        refuse(key, resource, `has no ${NAMES[wanted]} of ${resource}, which has to be there`, true);
        continue;
      }
      const out = BOUNDS.find((each) => isOut(part[each][resource] ?? bound, bound));
      if (out === undefined) continue;
      const amount = quantityOf(part[out][resource]!);
      refuse(
        key,
        resource,
        `has a ${NAMES[out]} of ${amount} ${resource}, where the ${WORDS[key]} is ${text}`,
      );
    }
  };
  for (const [resource, limit] of Object.entries(item.type === 'Container' ? amounts(item.default) : {})) {
    const request = part.requests[resource] ?? 0n;
    if (part.limits[resource] !== limit || request <= limit) continue;
    const texts = [request, limit].map(quantityOf);
    refuse('default', resource, `asks for ${texts[0]} ${resource} and gets a limit of ${texts[1]}`);
  }
  compare('min', 'requests', (amount, least) => amount < least);
  compare('max', 'limits', (amount, most) => amount > most);
  for (const [resource, ratio] of Object.entries(amounts(item.maxLimitRequestRatio))) {
    const key = 'maxLimitRequestRatio';
    const missing = BOUNDS.find((bound) => !part[bound][resource]);
    if (missing) {
      refuse(key, resource, `has no ${NAMES[missing]} of ${resource}, which has to be there`, true);
      continue;
    }
    const [request, limit] = [part.requests[resource]!, part.limits[resource]!];
    if (limit * BILLION <= ratio * request) continue;
    refuse(
      key,
      resource,
      `has a limit of ${quantityOf(limit)} ${resource}, more than ${quantityOf(ratio)} times its request of ${quantityOf(request)}`,
    );
  }
  return refusals;
}

const BOUNDS = ['requests', 'limits'] as const;
const NAMES = { requests: 'request', limits: 'limit' } as const;
const WORDS = { min: 'least', max: 'most' } as const;

/** What the pod requests as a whole: its containers together, or one that runs before them if that requests more. */
function total({ containers, initContainers, whole }: Demand): Part {
  const bound = (key: Bound): Amounts => {
    const sum: Record<string, bigint> = {};
    for (const part of containers)
      for (const [name, amount] of Object.entries(part[key])) sum[name] = (sum[name] ?? 0n) + amount;
    for (const part of initContainers)
      for (const [name, amount] of Object.entries(part[key]))
        if (amount > (sum[name] ?? -1n)) sum[name] = amount;
    return { ...sum, ...whole?.[key] };
  };
  return { name: '', requests: bound('requests'), limits: bound('limits') };
}

/** Resources of which every container has to say how much it uses, where a quota counts them. */
const COUNTED = ['cpu', 'memory'];

/** Returns why a quota refuses a pod even where it is the only one. */
export function refusedByQuota(demand: Demand, quota: ResourceQuotaSpec): Refusal[] {
  if (!counts(demand, quota)) return [];
  const all = total(demand);
  return Object.entries(quota.hard ?? {}).flatMap(([key, text]): Refusal[] => {
    const hard = billionthsOf(text);
    const refusal = (resource: string | undefined, because: string, isSilent = false): Refusal[] => [
      { path: ['hard', key], resource, isSilent, because },
    ];
    if (countsPods(key)) {
      return hard < BILLION ? refusal(undefined, 'there is room for none') : [];
    }
    const { bound, resource } = counted(key);
    if (resource === undefined) return [];
    const silent =
      demand.whole === undefined && COUNTED.includes(resource)
        ? [...demand.containers, ...demand.initContainers].find((part) => part[bound][resource] === undefined)
        : undefined;
    if (silent !== undefined) {
      return refusal(
        resource,
        `the container "${silent.name}" has no ${NAMES[bound]} of ${resource}, which this quota wants of every container`,
        true,
      );
    }
    const amount = all[bound][resource];
    if (amount === undefined || amount <= hard) return [];
    return refusal(
      resource,
      `the ${bound} of ${resource} add up to ${quantityOf(amount)}, and there are ${quantityOf(hard)} for all`,
    );
  });
}

/**
 * Returns how much a pod uses of each key of a quota, in billionths; no keys where the quota does not count the pod.
 */
export function takenOfQuota(demand: Demand, quota: ResourceQuotaSpec): Readonly<Record<string, bigint>> {
  const all = total(demand);
  return Object.fromEntries(
    Object.keys(counts(demand, quota) ? (quota.hard ?? {}) : {}).map((key) => {
      const { bound, resource } = counted(key);
      return [key, countsPods(key) ? BILLION : (resource !== undefined && all[bound][resource]) || 0n];
    }),
  );
}

/** Whether a key of a quota counts pods themselves. */
function countsPods(key: string): boolean {
  return key === 'pods' || key === 'count/pods';
}

/** What a key of a quota counts, if it is an amount that pods ask for. */
function counted(key: string): { readonly bound: Bound; readonly resource: string | undefined } {
  const [, prefix, plain, extended] =
    /^(?:(requests|limits)\.)?(?:(cpu|memory|ephemeral-storage)|(.+\/.+))$/.exec(key) ?? [];
  return {
    bound: prefix === 'limits' ? 'limits' : 'requests',
    resource: plain ?? (prefix === 'requests' ? extended : undefined),
  };
}

/** Whether a quota counts a pod: all of its scopes have to fit. */
function counts({ pod, containers, initContainers }: Demand, quota: ResourceQuotaSpec): boolean {
  const parts = [...containers, ...initContainers];
  const isBestEffort = parts.every(({ requests, limits }) =>
    COUNTED.every((name) => requests[name] === undefined && limits[name] === undefined),
  );
  const { activeDeadlineSeconds, priorityClassName } = pod;
  const fits: Readonly<Record<string, boolean>> = {
    BestEffort: isBestEffort,
    NotBestEffort: !isBestEffort,
    Terminating: activeDeadlineSeconds !== undefined,
    NotTerminating: activeDeadlineSeconds === undefined,
    PriorityClass: priorityClassName !== undefined,
  };
  const { scopes = [], scopeSelector } = quota;
  return (
    scopes.every((scope) => fits[scope]) &&
    (scopeSelector?.matchExpressions ?? []).every(({ scopeName, operator, values = [] }) =>
      scopeName === 'PriorityClass' && priorityClassName !== undefined && operator !== 'Exists'
        ? operator !== 'DoesNotExist' && values.includes(priorityClassName) === (operator === 'In')
        : fits[scopeName] && operator === 'Exists',
    )
  );
}
