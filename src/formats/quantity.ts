import type { Format } from './format.ts';

/** Longer texts name no amount that a machine has, and exact arithmetic on them costs time. */
const MAX_LENGTH = 100;
const MAX_EXPONENT = 999;

const QUANTITY = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)([numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/;
const DECIMAL_EXPONENTS: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
const BINARY_EXPONENTS: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };

/** `digits × 10^ten × 2^two`, exactly as written. */
interface Amount {
  readonly digits: bigint;
  readonly ten: number;
  readonly two: number;
}

/** The parts of a quantity: sign, number and suffix. */
function partsOf(text: string): readonly [sign: string, number: string, suffix: string] | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const [matched, sign = '', number = '', suffix = ''] = QUANTITY.exec(text) ?? [];
  if (matched === undefined || Math.abs(exponentOf(suffix)) > MAX_EXPONENT) return undefined;
  return [sign, number, suffix];
}

/** The power of ten that a suffix stands for: `k` and `e3` for 3. */
function exponentOf(suffix: string): number {
  return /^[eE]./.test(suffix) && suffix !== 'Ei'
    ? Number(suffix.slice(1))
    : (DECIMAL_EXPONENTS[suffix] ?? 0);
}

function parseQuantity(text: string): Amount | undefined {
  const parts = partsOf(text);
  if (parts === undefined) return undefined;
  const [sign, number, suffix] = parts;
  const point = number.indexOf('.');
  const places = point < 0 ? 0 : number.length - point - 1;
  const digits = BigInt(number.replace('.', '')) * (sign === '-' ? -1n : 1n);
  return { digits, ten: exponentOf(suffix) - places, two: BINARY_EXPONENTS[suffix] ?? 0 };
}

/**
 * Compares two Kubernetes quantities by their exact values: negative when `a` is less, 0 when they are
 * equal (`1` and `1000m`), positive when `a` is more.
 *
 * @throws RangeError when either text is not a quantity.
 */
export function compareQuantities(a: string, b: string): number {
  const left = parseQuantity(a);
  const right = parseQuantity(b);
  if (left === undefined || right === undefined) throw new RangeError('Both texts have to be quantities');
  const ten = Math.min(left.ten, right.ten);
  const scaled = ({ digits, ten: own, two }: Amount): bigint =>
    digits * 10n ** BigInt(own - ten) * 2n ** BigInt(two);
  const difference = scaled(left) - scaled(right);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/**
 * People write `2GB`, `512 MiB`, `1K`, `1,5` and `2 cores`; bytes and cores are no part of Kubernetes' suffix, and
 * kilo is a small k.
 */
function suggestQuantity(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const compact = text
    .replace(/\s/g, '')
    .replace(',', '.')
    .replace(/(?:v?cpus?|cores?)$/i, '');
  const [, number, unit] = /^([-+\d.]*)([A-Za-z]*)$/.exec(compact) ?? [];
  if (number === undefined || unit === undefined) return undefined;
  const bytes = /b(?:ytes?)?$/i.test(unit);
  const scale = unit.replace(/b(?:ytes?)?$/i, '');
  const letter = scale.charAt(0);
  const binary = /^[kmgtpe]i$/i.test(scale);
  const suffixes = binary
    ? [`${letter.toUpperCase()}i`]
    : [...(bytes ? [] : [scale]), letter.toUpperCase(), letter.toLowerCase()];
  return suffixes
    .map((suffix) => number + suffix)
    .find((candidate) => candidate !== text && quantity.test(candidate));
}

/**
 * An amount as Kubernetes' API reads it (`resource.ParseQuantity` in apimachinery): a signed decimal with
 * one suffix. Two texts that its parser takes are refused: those without any digit (`+`, `Ki`), which it
 * reads as zero, and those that are too long or have an exponent beyond ±999.
 */
export const quantity: Format = {
  test: (text) => partsOf(text) !== undefined,
  expected: 'a Kubernetes quantity such as 2, "500m" or "1.5Gi"',
  suggest: suggestQuantity,
};
