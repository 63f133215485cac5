import type { Format } from './format.ts';
import { timezonesByRegion } from './timezone-names.ts';

const MAX_LENGTH = 60;

/** The text between spaces is a whole name: no name holds a space. */
const holds = (list: string | undefined, name: string): boolean => ` ${list ?? ''} `.includes(` ${name} `);

function isTimezone(text: string): boolean {
  const slash = text.indexOf('/');
  const name = text.slice(slash + 1);
  if (name === '' || slash === 0 || text.length > MAX_LENGTH || /\s/.test(text)) return false;
  const region = text.slice(0, Math.max(slash, 0));
  return Object.hasOwn(timezonesByRegion, region) && holds(timezonesByRegion[region], name);
}

/**
 * A zone whose name, or its last part, is this text apart from capitals and spaces; `undefined` if there are several.
 */
function suggestTimezone(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const wanted = text.trim().replace(/\s+/g, '_').toLowerCase();
  const names = Object.entries(timezonesByRegion).flatMap(([region, cities]) =>
    cities.split(' ').map((city) => (region === '' ? city : `${region}/${city}`)),
  );
  const whole = names.find((name) => name.toLowerCase() === wanted);
  const ends = names.filter((name) => name.toLowerCase().endsWith(`/${wanted}`));
  return whole ?? (ends.length === 1 ? ends[0] : undefined);
}

/** A name of the IANA time zone database, or `Local` for the zone of the manager's container. */
export const timezone: Format = {
  test: (text) => text === 'Local' || isTimezone(text),
  expected: 'a time zone of the IANA database such as "Europe/Berlin" or "UTC"',
  suggest: suggestTimezone,
};
