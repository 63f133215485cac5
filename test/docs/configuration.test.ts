import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import type { FoundFlag } from '../../scripts/upstream/read-config-keys.ts';
import type { KeyList } from '../../scripts/upstream/refresh-config-keys.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const page = read('docs/configuration.md');
const keys = (JSON.parse(read('scripts/upstream/config-keys.json')) as KeyList).keys.filter(
  ({ path }) => path !== 'runners',
);
const flags = JSON.parse(read('scripts/upstream/feature-flags.json')) as FoundFlag[];

interface Row {
  readonly type: string;
  readonly release: string;
  readonly meaning: string;
}
interface Section {
  readonly rows: ReadonlyMap<string, Row>;
  /** Whether the table stands at several places, not all of which need have the same first release. */
  readonly isShared: boolean;
}

const anchorOf = (title: string): string =>
  `#${title
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-')}`;

/** The sections of the page by the anchors of their headings. */
const sections = new Map<string, Section>();
for (const text of page.split(/^## /m).slice(1)) {
  const [title = '', ...lines] = text.split('\n');
  const rows = lines.flatMap((line): [string, Row][] => {
    const [key = '', type = '', , release = '', meaning = ''] = line.split(/(?<!\\) ?\| ?/).slice(1, -1);
    const name = /^`(.+)`$/.exec(key)?.[1];
    return name === undefined ? [] : [[name, { type, release, meaning }]];
  });
  sections.set(anchorOf(title), { rows: new Map(rows), isShared: text.includes('The same keys stand at') });
}

/** Follows the links of the page, as a reader does, to the row of a key. */
function lookUp(path: string): { readonly row: Row | undefined; readonly isShared: boolean } {
  const parts = path.replaceAll('[]', '').split('.');
  let anchor: string | undefined = parts[0] === 'runners' ? '#specrunnersid' : '#specconfig';
  if (parts[0] === 'runners') parts.shift();
  let row: Row | undefined;
  let isShared = false;
  for (const part of parts) {
    const section: Section | undefined = sections.get(anchor ?? '');
    isShared ||= section?.isShared === true;
    row = section?.rows.get(part);
    anchor = /\((#[^)]*)\)/.exec(row?.type ?? '')?.[1];
  }
  return { row, isShared };
}

describe('docs/configuration.md', () => {
  it('leads to a row with type and meaning for every key', () => {
    expect(keys).toHaveLength(525);
    const incomplete = keys.filter(({ path }) => {
      const { row } = lookUp(path);
      return row === undefined || row.type === '' || row.meaning === '';
    });
    expect(incomplete).toEqual([]);
  });

  it('names the first release of every key that has one place', () => {
    const single = keys.filter(({ path }) => !lookUp(path).isShared);
    expect(single.length).toBeGreaterThan(300);
    for (const { path, since } of single) {
      expect(lookUp(path).row?.release, path).toBe(since === '15.0' ? '' : since);
    }
  });

  it('lists the feature flags', () => {
    const { rows } = sections.get('#specrunnersidfeature_flags')!;
    expect([...rows.keys()]).toEqual(flags.map(({ name }) => name));
  });

  it('links only to headings that are there', () => {
    const links = [...page.matchAll(/\]\((#[^)]*)\)/g)].map(([, target]) => target!);
    expect(links.length).toBeGreaterThan(100);
    expect(links.filter((link) => !sections.has(link))).toEqual([]);
  });
});
