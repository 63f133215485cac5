/**
 * Returns when a token expires, in seconds since 1970, from an RFC 3339 time that the schema has checked; `undefined`
 * where it never does. A time before 1970 is Go's way to say that there is none.
 */
export function tokenExpiry(date: string | undefined): number | undefined {
  if (date === undefined) return undefined;
  const [, moment = '', zone = 'Z'] = /^(.{19})(?:\.\d+)?(.*)$/.exec(date) ?? [];
  const seconds = Date.parse(`${moment}${zone}`) / 1000;
  return seconds >= 0 ? seconds : undefined;
}
