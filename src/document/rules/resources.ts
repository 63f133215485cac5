import type { Path, Report } from '../../diagnostics/diagnostic.ts';
import { compareQuantities } from '../../formats/quantity.ts';
import type { ResolvedGitLabRunner, ResolvedRunnerKubernetes } from '../../generated/resolved-types.ts';

const CONTAINERS = ['', 'helper_', 'service_'] as const;
const KINDS = ['cpu', 'memory', 'ephemeral_storage'] as const;
type Container = (typeof CONTAINERS)[number] | 'pod_';
type Kind = (typeof KINDS)[number];
type Bound = 'request' | 'limit';

/** Amounts of CPU, memory and storage with which Kubernetes refuses the pod, or that are hardly meant. */
export function checkResources(document: ResolvedGitLabRunner, report: Report): void {
  for (const [id, { kubernetes }] of Object.entries(document.spec.runners)) {
    const path = ['spec', 'runners', id, 'kubernetes'];
    for (const kind of KINDS) {
      for (const container of [...CONTAINERS, 'pod_'] as const) {
        checkAmounts(kubernetes, container, kind, path, report);
        checkOrder(
          kubernetes,
          keyOf(container, kind, 'request'),
          keyOf(container, kind, 'limit'),
          path,
          report,
        );
      }
      for (const container of CONTAINERS) {
        for (const bound of ['request', 'limit'] as const) {
          checkOrder(kubernetes, keyOf(container, kind, bound), keyOf('pod_', kind, bound), path, report);
        }
      }
    }
    kubernetes.volumes?.empty_dir?.forEach(({ size_limit }, index) => {
      if (size_limit !== undefined)
        checkBytes(size_limit, [...path, 'volumes', 'empty_dir', index, 'size_limit'], report);
    });
  }
}

function keyOf(container: Container, kind: Kind, bound: Bound): string {
  return `${container}${kind}_${bound}`;
}

function amountOf(kubernetes: ResolvedRunnerKubernetes, key: string): string | undefined {
  return (kubernetes as unknown as Readonly<Record<string, string | undefined>>)[key];
}

function checkAmounts(
  kubernetes: ResolvedRunnerKubernetes,
  container: Container,
  kind: Kind,
  path: Path,
  report: Report,
): void {
  for (const bound of ['request', 'limit'] as const) {
    const key = keyOf(container, kind, bound);
    const maximumKey = `${key}_overwrite_max_allowed`;
    for (const each of [key, maximumKey]) {
      const amount = amountOf(kubernetes, each);
      if (amount === undefined) continue;
      if (compareQuantities(amount, '0') < 0) {
        report({
          code: 'REFUSED_VALUE',
          severity: 'error',
          message: `${each} is ${amount}, but Kubernetes refuses amounts below zero.`,
          path: [...path, each],
        });
      } else if (kind !== 'cpu') {
        checkBytes(amount, [...path, each], report);
      }
    }
    const [amount, maximum] = [amountOf(kubernetes, key), amountOf(kubernetes, maximumKey)];
    if (amount !== undefined && maximum !== undefined && compareQuantities(amount, maximum) > 0) {
      report({
        code: 'UNUSUAL_VALUE',
        severity: 'warning',
        message: `Jobs have ${amount} by ${key}, but may ask for no more than ${maximum}.`,
        path: [...path, maximumKey],
        help: `Raise the maximum to ${amount} or more, or take it out so that jobs cannot change the ${bound}.`,
      });
    }
  }
}

/** Less than a mebibyte is a number without its unit, or one with CPU's `m`, which means thousandths of a byte. */
function checkBytes(amount: string, path: Path, report: Report): void {
  if (compareQuantities(amount, '0') <= 0 || compareQuantities(amount, '1Mi') >= 0) return;
  const number = /^[+\d.]+/.exec(amount)?.[0] ?? '';
  report({
    code: 'UNUSUAL_VALUE',
    severity: 'warning',
    message: `"${amount}" is less than one mebibyte.`,
    path,
    suggestion: `${number}Mi`,
    help: 'Without a suffix the number counts bytes; Mi stands for mebibytes and Gi for gibibytes.',
  });
}

function checkOrder(
  kubernetes: ResolvedRunnerKubernetes,
  lowerKey: string,
  upperKey: string,
  path: Path,
  report: Report,
): void {
  const [lower, upper] = [amountOf(kubernetes, lowerKey), amountOf(kubernetes, upperKey)];
  if (lower === undefined || upper === undefined || compareQuantities(lower, upper) <= 0) return;
  report({
    code: 'REQUEST_ABOVE_LIMIT',
    severity: 'error',
    message: `${lowerKey} is ${lower}, more than the ${upper} of ${upperKey}; Kubernetes refuses such a pod.`,
    path: [...path, lowerKey],
    help: `Lower ${lowerKey} or raise ${upperKey}.`,
  });
}
