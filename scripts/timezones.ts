/**
 * Writes src/core/formats/timezone-names.ts from the time zone database of this machine, aliases included, and
 * checks that it names every zone that Node's Intl knows. Machines have databases of different releases, so
 * the file is committed and no build writes it.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const database = readFileSync('/usr/share/zoneinfo/tzdata.zi', 'utf8');
const names = [...database.matchAll(/^(?:Z (\S+)|L \S+ (\S+))/gm)]
  .map(([, zone, link]) => zone ?? link ?? '')
  .filter((name) => name !== 'Factory')
  .sort();
const missing = Intl.supportedValuesOf('timeZone').filter((name) => !names.includes(name));
if (missing.length > 0) throw new Error(`The time zone database lacks ${missing.join(', ')}`);

const regions = new Map<string, string[]>();
for (const name of names) {
  const slash = name.indexOf('/');
  const region = name.slice(0, Math.max(slash, 0));
  regions.set(region, [...(regions.get(region) ?? []), name.slice(slash + 1)]);
}
const rows = [...regions].map(
  ([region, cities]) => `  ${JSON.stringify(region)}:\n    '${cities.join(' ')}',`,
);
writeFileSync(
  new URL('../src/core/formats/timezone-names.ts', import.meta.url),
  `// Written by scripts/timezones.ts from the IANA time zone database (${/version (\S+)/.exec(database)?.[1]}). Do not edit.
// biome-ignore-all format: a region has two lines, however short.

/** The names of all time zones, without their region, by region; the empty region has those without a slash. */
export const timezonesByRegion: Readonly<Record<string, string>> = {
${rows.join('\n')}
};
`,
);
