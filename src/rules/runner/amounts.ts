import type { Path, Report } from '../../diagnostics/diagnostic.ts';
import { compareQuantities } from '../../formats/quantity.ts';

/** Doubts an amount of a resource that is legal and hardly meant; `resource` is Kubernetes' name of it. */
export function checkAmount(resource: string, amount: string, path: Path, report: Report): void {
  if (resource === 'cpu') checkCpu(amount, path, report);
  if (resource === 'memory' || resource === 'ephemeral-storage') checkBytes(amount, path, report);
}

/** A thousand CPUs are a number without the `m` for thousandths, or one with the `M` for millions. */
function checkCpu(amount: string, path: Path, report: Report): void {
  if (compareQuantities(amount, '1k') < 0) return;
  report({
    code: 'UNUSUAL_VALUE',
    severity: 'warning',
    message: `"${amount}" is a thousand CPUs or more.`,
    path,
    suggestion: `${numberOf(amount)}m`,
    help: 'Without a suffix the number counts CPUs; m stands for thousandths of one, and M for millions.',
  });
}

/** Less than a mebibyte is a number without its unit, or one with CPU's `m`, which means thousandths of a byte. */
export function checkBytes(amount: string, path: Path, report: Report): void {
  if (compareQuantities(amount, '0') <= 0 || compareQuantities(amount, '1Mi') >= 0) return;
  report({
    code: 'UNUSUAL_VALUE',
    severity: 'warning',
    message: `"${amount}" is less than one mebibyte.`,
    path,
    suggestion: `${numberOf(amount)}Mi`,
    help: 'Without a suffix the number counts bytes; Mi stands for mebibytes and Gi for gibibytes.',
  });
}

function numberOf(amount: string): string {
  return /^[+\d.]+/.exec(amount)?.[0] ?? '';
}
