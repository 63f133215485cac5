import type { Place } from '../findings/diagnostic.ts';
import { compareQuantities } from '../formats/quantity.ts';
import type { Find } from './rule.ts';

/** Doubts an amount of a resource that is legal but probably not intended; `resource` is Kubernetes' name of it. */
export function doubtAmount(resource: string, amount: string, place: Place, find: Find): void {
  if (resource === 'cpu') doubtCpu(amount, place, find);
  if (resource === 'memory' || resource === 'ephemeral-storage') doubtBytes(amount, place, find);
}

/** A thousand CPUs are probably a number without the `m` for thousandths, or with the `M` for millions. */
function doubtCpu(amount: string, place: Place, find: Find): void {
  const isMany = (each: string): boolean => compareQuantities(each, '1k') >= 0;
  if (!isMany(amount)) return;
  find('UNUSUAL_VALUE', place, `"${amount}" is a thousand CPUs or more.`, {
    ...meant(amount, /^\+?([\d.]+)M?$/, 'm', isMany),
    help: 'Without a suffix the number counts CPUs; m is for thousandths of one, and M for millions.',
  });
}

/** Less than a mebibyte is probably a number without its unit, or with CPU's `m`, which means thousandths of a byte. */
export function doubtBytes(amount: string, place: Place, find: Find): void {
  const isLittle = (each: string): boolean =>
    compareQuantities(each, '0') > 0 && compareQuantities(each, '1Mi') < 0;
  if (!isLittle(amount)) return;
  find('UNUSUAL_VALUE', place, `"${amount}" is less than one mebibyte.`, {
    ...meant(amount, /^\+?([\d.]+)m?$/, 'Mi', isLittle),
    help: 'Without a suffix the number counts bytes; Mi is for mebibytes and Gi for gibibytes.',
  });
}

/** What was probably meant by an amount: its number with another suffix, where that is not as doubtful. */
function meant(amount: string, slip: RegExp, suffix: string, isDoubtful: (amount: string) => boolean) {
  const number = slip.exec(amount)?.[1];
  const suggestion = `${number}${suffix}`;
  return number === undefined || isDoubtful(suggestion) ? {} : { suggestion };
}
