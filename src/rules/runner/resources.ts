import type { Path, Report } from '../../diagnostics/diagnostic.ts';
import { compareQuantities } from '../../formats/quantity.ts';
import type { Resolved } from '../../resolve/resolve.ts';
import { checkAmount, checkBytes } from './amounts.ts';

const CONTAINERS = ['', 'helper_', 'service_'];
const KINDS = ['cpu', 'memory', 'ephemeral_storage'];
const BOUNDS = ['request', 'limit'];

/** The keys of all amounts with their maximum for jobs, and the kind of what they count. */
const AMOUNTS = [...CONTAINERS, 'pod_'].flatMap((container) =>
  KINDS.flatMap((kind) =>
    BOUNDS.map((bound) => `${container}${kind}_${bound}`).map((key) => ({
      key,
      maximumKey: `${key}_overwrite_max_allowed`,
      kind,
    })),
  ),
);
/** Keys of which the first may not have more than the second: requests and limits, a container and its pod. */
const ORDERS = KINDS.flatMap((kind) => [
  ...[...CONTAINERS, 'pod_'].map(
    (container) => [`${container}${kind}_request`, `${container}${kind}_limit`] as const,
  ),
  ...CONTAINERS.flatMap((container) =>
    BOUNDS.map((bound) => [`${container}${kind}_${bound}`, `pod_${kind}_${bound}`] as const),
  ),
]);

type Amounts = Readonly<Record<string, string | undefined>>;

/** Amounts of CPU, memory and storage with which Kubernetes refuses the pod, or that are hardly meant. */
export function checkResources({ document }: Resolved, report: Report): void {
  for (const [id, { kubernetes }] of Object.entries(document.spec.runners)) {
    const path = ['spec', 'runners', id, 'kubernetes'];
    const amounts = kubernetes as unknown as Amounts;
    for (const { key, maximumKey, kind } of AMOUNTS) {
      checkAmountOf(amounts, key, kind, path, report);
      checkAmountOf(amounts, maximumKey, kind, path, report);
      checkMaximum(amounts, key, maximumKey, path, report);
    }
    for (const [lower, upper] of ORDERS) checkOrder(amounts, lower, upper, path, report);
    kubernetes.volumes?.empty_dir?.forEach(({ size_limit }, index) => {
      if (size_limit !== undefined) {
        checkBytes(size_limit, [...path, 'volumes', 'empty_dir', index, 'size_limit'], report);
      }
    });
  }
}

function checkAmountOf(amounts: Amounts, key: string, kind: string, path: Path, report: Report): void {
  const amount = amounts[key];
  if (amount === undefined) return;
  if (compareQuantities(amount, '0') < 0) {
    report({
      code: 'REFUSED_VALUE',
      severity: 'error',
      message: `${key} is ${amount}, but Kubernetes refuses amounts below zero.`,
      path: [...path, key],
    });
  } else {
    checkAmount(kind.replace('_', '-'), amount, [...path, key], report);
  }
}

function checkMaximum(amounts: Amounts, key: string, maximumKey: string, path: Path, report: Report): void {
  const [amount, maximum] = [amounts[key], amounts[maximumKey]];
  if (amount === undefined || maximum === undefined || compareQuantities(amount, maximum) <= 0) return;
  report({
    code: 'UNUSUAL_VALUE',
    severity: 'warning',
    message: `Jobs have ${amount} by ${key}, but may ask for no more than ${maximum}.`,
    path: [...path, maximumKey],
    help: `Raise the maximum to ${amount} or more, or take it out so that jobs cannot change the amount.`,
  });
}

function checkOrder(amounts: Amounts, lowerKey: string, upperKey: string, path: Path, report: Report): void {
  const [lower, upper] = [amounts[lowerKey], amounts[upperKey]];
  if (lower === undefined || upper === undefined || compareQuantities(lower, upper) <= 0) return;
  report({
    code: 'REQUEST_ABOVE_LIMIT',
    severity: 'error',
    message: `${lowerKey} is ${lower}, more than the ${upper} of ${upperKey}; Kubernetes refuses such a pod.`,
    path: [...path, lowerKey],
    help: `Lower ${lowerKey} or raise ${upperKey}.`,
  });
}
