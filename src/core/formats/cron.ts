import type { Format } from './format.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const LONG_MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const LONG_DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const SHORTHANDS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@hourly'];
const MAX_LENGTH = 1000;

interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Words for numbers, from `min` on. */
  readonly words: readonly (readonly string[])[];
  /** Whether `08` is read as 8. */
  readonly padded: boolean;
  /** Further entries: `L`, `15W`, `5#3`. Gets the entry in small letters. */
  readonly special?: (entry: string, value: (text: string) => number | undefined) => boolean;
}

const SECOND: Field = { name: 'second', min: 0, max: 59, words: [], padded: true };
const MINUTE: Field = { ...SECOND, name: 'minute' };
const HOUR: Field = { ...SECOND, name: 'hour', max: 23 };
const DAY: Field = { name: 'day of month', min: 1, max: 31, words: [], padded: true };
const MONTH: Field = { name: 'month', min: 1, max: 12, words: [MONTHS], padded: false };
const WEEKDAY: Field = { name: 'day of week', min: 0, max: 6, words: [DAYS], padded: false };
const YEAR: Field = { name: 'year', min: 1970, max: 2099, words: [], padded: false };

const LONG_DAY: Field = {
  ...DAY,
  special: (entry, value) =>
    entry === 'l' || entry === 'lw' || (entry.endsWith('w') && value(entry.slice(0, -1)) !== undefined),
};
const LONG_WEEKDAY: Field = {
  ...WEEKDAY,
  words: [DAYS, LONG_DAYS],
  special: (entry, value) => {
    const [, day = ''] = /^(.+?)(?:l|#[1-5])$/.exec(entry) ?? [];
    return entry === '7' || /^7(?:l|#[1-5])$/.test(entry) || value(day) !== undefined;
  },
};
const FIVE: readonly Field[] = [MINUTE, HOUR, DAY, MONTH, WEEKDAY];
const SIX: readonly Field[] = [
  MINUTE,
  HOUR,
  LONG_DAY,
  { ...MONTH, words: [MONTHS, LONG_MONTHS] },
  LONG_WEEKDAY,
  YEAR,
];

function numberOf(text: string, field: Field): number | undefined {
  for (const words of field.words) {
    const index = words.indexOf(text);
    if (index >= 0) return field.min + index;
  }
  if (
    !/^\d{1,4}$/.test(text) ||
    (text.length > 1 && text.startsWith('0') && !(field.padded && text.length === 2))
  ) {
    return undefined;
  }
  const number = Number(text);
  return number >= field.min && number <= field.max ? number : undefined;
}

function entryFault(raw: string, field: Field, extended: boolean): string | undefined {
  const entry = raw.toLowerCase();
  const value = (text: string): number | undefined => numberOf(text, field);
  if (field.special?.(entry, value) === true) return undefined;
  const wrong = `"${raw}" is not a valid ${field.name}`;
  const [range = '', step, ...tooMany] = entry.split('/');
  if (tooMany.length > 0) return wrong;
  if (step !== undefined && !(/^[1-9]\d{0,3}$/.test(step) && Number(step) <= field.max)) {
    return `the step of "${raw}" is not a number from 1 to ${field.max}`;
  }
  if (range === '*') return undefined;
  if (range === '?' && step === undefined && extended) return undefined;
  const [first = '', last, ...more] = range.split('-');
  const from = value(first);
  const to = last === undefined ? from : value(last);
  if (from === undefined || to === undefined || more.length > 0) return wrong;
  if (last === undefined && step !== undefined && !extended)
    return `the step of "${raw}" needs a range or "*" before it`;
  return from > to ? `the range "${raw}" runs backwards and would never match` : undefined;
}

function fieldsFault(
  text: string,
  parts: readonly string[],
  fields: readonly Field[],
  extended: boolean,
): string | undefined {
  for (const [index, field] of fields.entries()) {
    for (const entry of (parts[index] ?? '*').split(',')) {
      const fault =
        entry === ''
          ? `the ${field.name} of "${text}" has an empty entry`
          : entryFault(entry, field, extended);
      if (fault !== undefined) return fault;
    }
  }
  return undefined;
}

const split = (text: string): string[] => text.trim().split(/\s+/);

function cron5Fault(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return `it is longer than ${MAX_LENGTH} characters`;
  const parts = split(text);
  if (parts.length !== FIVE.length) return `it has ${parts.length} fields, not 5`;
  return fieldsFault(text, parts, FIVE, false);
}

function cron7Fault(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return `it is longer than ${MAX_LENGTH} characters`;
  if (SHORTHANDS.includes(text.trim())) return undefined;
  const parts = split(text);
  if (parts.length < 5 || parts.length > 7) return `it has ${parts.length} fields, not 5 to 7`;
  return fieldsFault(text, parts, parts.length === 7 ? [SECOND, ...SIX] : SIX, true);
}

/**
 * A period of an autoscaler policy: minute, hour, day of month, month and day of week. Only what every
 * reader of the classic form understands, so Sunday is 0 and a step follows a range or `*`.
 */
export const cron5: Format = {
  test: (text) => cron5Fault(text) === undefined,
  expected:
    'a cron line of 5 fields (minute, hour, day of month, month, day of week) such as "* 8-17 * * 1-5"',
  explain: cron5Fault,
};

/**
 * A period of `job_queuing_durations`: the grammar of github.com/gorhill/cronexpr, which the runner uses.
 * Five fields are minute to day of week, six add the year, seven put the second first. Refused although
 * that library accepts it: what it reads and then never matches (a range that runs backwards, `08` as a
 * month), an eighth field, which it ignores, and an empty entry of a list.
 *
 * Written here because the npm packages read another grammar: cron-parser (which brings luxon) and croner
 * have other rules for `L`, `W` and `#`, put the year elsewhere, and need Intl, which QuickJS lacks.
 */
export const cron7: Format = {
  test: (text) => cron7Fault(text) === undefined,
  expected:
    'a cron line of 7 fields (second, minute, hour, day of month, month, day of week, year) such as "* * 8-17 * * mon-fri *"',
  explain: cron7Fault,
};
