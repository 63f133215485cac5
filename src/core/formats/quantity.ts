import { remembered } from '../data/remembered.ts';
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
  /** The same, as near as a number comes. */
  readonly about: number;
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
  return suffix.length > 1 && suffix.toLowerCase().startsWith('e') && suffix !== 'Ei'
    ? Number(suffix.slice(1))
    : (DECIMAL_EXPONENTS[suffix] ?? 0);
}

/** Documents repeat the same amounts, and rules look at each of them several times. */
const parseQuantity = remembered((text): Amount | undefined => {
  const parts = partsOf(text);
  if (parts === undefined) return undefined;
  const [sign, number, suffix] = parts;
  const point = number.indexOf('.');
  const places = point < 0 ? 0 : number.length - point - 1;
  const digits = BigInt(number.replace('.', '')) * (sign === '-' ? -1n : 1n);
  const ten = exponentOf(suffix) - places;
  const two = BINARY_EXPONENTS[suffix] ?? 0;
  return { digits, ten, two, about: Number(digits) * 10 ** ten * 2 ** two };
});

/** One, in billionths. */
export const BILLION: bigint = 10n ** 9n;

/**
 * Returns a quantity in billionths, the smallest unit of Kubernetes, rounded up as Kubernetes does.
 *
 * @throws RangeError when the text is not a quantity.
 */
export function billionthsOf(text: string): bigint {
  const amount = parseQuantity(text);
  if (amount === undefined) throw new RangeError('The text has to be a quantity');
  const { digits, ten, two } = amount;
  const scaled = digits * 2n ** BigInt(two);
  const places = ten + 9;
  if (places >= 0) return scaled * 10n ** BigInt(places);
  const unit = 10n ** BigInt(-places);
  return scaled / unit + (scaled % unit > 0n ? 1n : 0n);
}

/**
 * Whether a quantity is a whole number, as `1` and `1000m` are.
 *
 * @throws RangeError when the text is not a quantity.
 */
export function isWholeQuantity(text: string): boolean {
  return billionthsOf(text) % BILLION === 0n;
}

/** Writes an amount in billionths as a quantity. */
export function quantityOf(billionths: bigint): string {
  if (billionths % BILLION !== 0n) {
    const thousandths = billionths / (BILLION / 1000n);
    return billionths % (BILLION / 1000n) === 0n ? `${thousandths}m` : `${billionths}n`;
  }
  const whole = billionths / BILLION;
  const [suffix, exponent] =
    Object.entries(BINARY_EXPONENTS)
      .reverse()
      .find(([, two]) => two >= 20 && whole >= 2n ** BigInt(two) && whole % 2n ** BigInt(two) === 0n) ?? [];
  return suffix === undefined ? `${whole}` : `${whole / 2n ** BigInt(exponent!)}${suffix}`;
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
  const about = left.about - right.about;
  // Far beyond what a number may be off by.
  if (Math.abs(about) > 1e-9 * Math.max(Math.abs(left.about), Math.abs(right.about))) return Math.sign(about);
  const ten = Math.min(left.ten, right.ten);
  const scaled = ({ digits, ten: own, two }: Amount): bigint =>
    digits * 10n ** BigInt(own - ten) * 2n ** BigInt(two);
  const difference = scaled(left) - scaled(right);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/**
 * People write `2GB`, `512 MiB`, `1K`, `1,5`, `2 cores` and `100 millicores`. A suffix of Kubernetes has
 * no bytes or cores, and kilo is a small k. `1,500` may be either of two numbers.
 */
function suggestQuantity(text: string): string | undefined {
  if (text.length > MAX_LENGTH || /,\d{3}/.test(text)) return undefined;
  const compact = text.replace(/\s/g, '').replace(',', '.').replace(/[µμ]$/, 'u');
  const [, number, unit = ''] = /^([-+\d.]+(?:[eE][-+]?\d+)?)([A-Za-z]*)$/.exec(compact) ?? [];
  const suffix = suffixMeant(unit);
  if (number === undefined || suffix === undefined) return undefined;
  const candidate = number + suffix;
  return candidate !== text && quantity.test(candidate) ? candidate : undefined;
}

/** Kubernetes' suffix for a unit as people write it. A small `m` means thousandths, but a byte has none. */
function suffixMeant(unit: string): string | undefined {
  const [, prefix = '', cores, bytes] = /^(milli|[a-z]i?|)(?:(v?cpus?|cores?)|(b|bytes?))?$/i.exec(unit) ?? [
    undefined,
    undefined,
  ];
  if (prefix === 'milli' || (prefix === 'm' && bytes === undefined)) return 'm';
  if (/^[kmgtpe]i$/i.test(prefix))
    return cores === undefined ? `${prefix.charAt(0).toUpperCase()}i` : undefined;
  if (prefix === 'u' || prefix === 'n') return bytes === undefined ? prefix : undefined;
  if (/^k$/i.test(prefix)) return 'k';
  // A small `e` is rather an exponent that lacks its number.
  return /^[mgtp]$/i.test(prefix) ||
    prefix === 'E' ||
    unit === '' ||
    (prefix === '' && (cores ?? bytes) !== undefined)
    ? prefix.toUpperCase()
    : undefined;
}

/**
 * An amount as Kubernetes' API reads it (`resource.ParseQuantity` in apimachinery): a decimal with one suffix.
 * Three texts that its parser accepts are refused: those below zero, which its validation refuses, those without
 * any digit (`+`, `Ki`), which it reads as zero, and those that are too long or have an exponent beyond ±999.
 */
export const quantity: Format = {
  test: (text) => {
    const [sign] = partsOf(text) ?? ['-'];
    return sign !== '-';
  },
  expected: 'a Kubernetes quantity such as 2, "500m" or "1.5Gi"',
  suggest: suggestQuantity,
  explain: (text) => (partsOf(text)?.[0] === '-' ? 'Kubernetes accepts no amount below zero' : undefined),
};
