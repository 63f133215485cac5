import type { Format } from './format.ts';

/** Nanoseconds a unit. The two spellings of µs are the micro sign and the Greek letter. */
const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};
const MAX_NANOSECONDS = 2n ** 63n - 1n;
/** 2^63 has 19 digits: a longer number is out of range, and a longer fraction is below a nanosecond. */
const MAX_DIGITS = 19;

function magnitudeOf(text: string): bigint | undefined {
  if (text === '0') return 0n;
  if (text === '') return undefined;
  const component = /(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/y;
  let total = 0n;
  while (component.lastIndex < text.length) {
    const [, whole = '', fraction = '', unit = ''] = component.exec(text) ?? [];
    const nanoseconds = UNITS[unit];
    if (nanoseconds === undefined || whole + fraction === '') return undefined;
    const digits = whole.replace(/^0+/, '');
    if (digits.length > MAX_DIGITS) return undefined;
    const part = fraction.slice(0, MAX_DIGITS);
    total +=
      BigInt(digits || '0') * nanoseconds + (BigInt(part || '0') * nanoseconds) / 10n ** BigInt(part.length);
    if (total > MAX_NANOSECONDS + 1n) return undefined;
  }
  return total;
}

function nanosecondsOf(text: string): bigint | undefined {
  const negative = text.startsWith('-');
  const magnitude = magnitudeOf(negative || text.startsWith('+') ? text.slice(1) : text);
  if (magnitude === undefined || (!negative && magnitude > MAX_NANOSECONDS)) return undefined;
  return negative ? -magnitude : magnitude;
}

/**
 * The seconds in a Go duration, with a fraction where it has one: `1h30m` → 5400, `250ms` → 0.25.
 *
 * @throws RangeError when the text is not a duration.
 */
export function durationToSeconds(text: string): number {
  const nanoseconds = nanosecondsOf(text);
  if (nanoseconds === undefined) throw new RangeError('The text has to be a duration');
  return Number(nanoseconds) / 1e9;
}

/** Go's unit and how many of it, for the words that people use. Go has no days, since not every day has 24 hours. */
const WORDS: Readonly<Record<string, readonly [number, string]>> = {
  '': [1, 's'],
  ms: [1, 'ms'],
  s: [1, 's'],
  sec: [1, 's'],
  second: [1, 's'],
  m: [1, 'm'],
  min: [1, 'm'],
  minute: [1, 'm'],
  ns: [1, 'ns'],
  us: [1, 'us'],
  µs: [1, 'us'],
  μs: [1, 'us'],
  h: [1, 'h'],
  hr: [1, 'h'],
  hour: [1, 'h'],
  d: [24, 'h'],
  day: [24, 'h'],
  w: [168, 'h'],
  week: [168, 'h'],
};

/** A number of hours without a long fraction: `0.1d` are 144 minutes. */
function inHours(hours: number): string {
  const minutes = hours * 60;
  return Number.isInteger(hours) ? `${hours}h` : `${Number(minutes.toFixed(6))}m`;
}

function suggestDuration(text: string): string | undefined {
  if (text.length > 100) return undefined;
  // A capital M means months, except after the T of ISO 8601, where it means minutes.
  if (/^[^T]*\d\s*M(?![A-Za-z])/.test(text)) return undefined;
  const compact = text
    .replace(/(\d),(?=\d)/g, '$1.')
    .replace(/\s|,|and/g, '')
    .toLowerCase()
    .replace(/^p(?:t(?=\d))?/, '')
    .replace(/dt/, 'd');
  const component = /(\d+(?:\.\d+)?)([a-zµμ]*)/y;
  const parts: string[] = [];
  while (component.lastIndex < compact.length) {
    const [, number, word = ''] = component.exec(compact) ?? [];
    const meaning = WORDS[word] ?? (word.length > 1 ? WORDS[word.replace(/s$/, '')] : undefined);
    if (number === undefined || meaning === undefined) return undefined;
    // What has no unit after what has one may count minutes or seconds: `1h30`.
    if (word === '' && parts.length > 0) return undefined;
    parts.push(meaning[0] === 1 ? number + meaning[1] : inHours(Number(number) * meaning[0]));
  }
  const candidate = parts.join('');
  return candidate !== text && duration.test(candidate) ? candidate : undefined;
}

/** A length of time as Go's `time.ParseDuration` reads it, at most 2^63 - 1 nanoseconds (292 years). */
export const duration: Format = {
  test: (text) => nanosecondsOf(text) !== undefined,
  expected: 'a duration such as "90s", "5m" or "1h30m"',
  suggest: suggestDuration,
  explain: (text) => {
    if (text.length > 100) return undefined;
    if (/^[-+]?\d+(?:\.\d+)?$/.test(text)) return 'it has no unit (ns, us, ms, s, m or h)';
    if (/^[\d.\s]+(?:d|w|days?|weeks?)/.test(text)) return 'the largest unit is the hour';
    return /\d\s+[a-z\d]/.test(text) ? 'a duration has no spaces' : undefined;
  },
};
