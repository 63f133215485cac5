import type { Format } from './format.ts';

const DATETIME = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?(?:Z|[+-](\d{2}):(\d{2}))$/;

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** A moment with its offset from UTC (RFC 3339), without leap seconds, which Go does not read. */
export const datetime: Format = {
  test: (text) => {
    const match = DATETIME.exec(text.slice(0, 40));
    if (match === null || text.length > 40) return false;
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, offsetHour = 0, offsetMinute = 0] =
      match.slice(1).map((part) => Number(part ?? 0));
    const isDate = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
    return isDate && hour < 24 && minute < 60 && second < 60 && offsetHour < 24 && offsetMinute < 60;
  },
  expected: 'a moment in time such as "2026-01-31T12:00:00Z"',
  suggest: (text) => {
    const bare = text
      .slice(0, 60)
      .trim()
      .toUpperCase()
      .replace(' ', 'T')
      .replace(/ (?=[+-Z])/, '');
    return [bare, `${bare}Z`, `${bare}T00:00:00Z`].find((each) => each !== text && datetime.test(each));
  },
};
