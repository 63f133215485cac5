import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';

import { configurationPages } from '../../scripts/configuration-pages.ts';
import type { FoundFlag } from '../../scripts/upstream/read-config-keys.ts';
import type { KeyList } from '../../scripts/upstream/refresh-config-keys.ts';
import type { SchemaNode } from '../../src/core/schema/node.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const keys = (JSON.parse(read('scripts/upstream/config-keys.json')) as KeyList).keys.filter(
  ({ path }) => path !== 'runners',
);
const flags = JSON.parse(read('scripts/upstream/feature-flags.json')) as FoundFlag[];

const INDEX = 'docs/configuration.md';
const folder = readdirSync(new URL('../../docs/configuration/', import.meta.url));
const pages = [INDEX, ...folder.map((name) => `docs/configuration/${name}`)].map(
  (file) => [file, read(file)] as const,
);

interface Row {
  readonly type: string;
  readonly release: string;
  readonly meaning: string;
}
interface Section {
  readonly file: string;
  readonly rows: ReadonlyMap<string, Row>;
  /** Whether the table is that of several places, not all of which need have the same first release. */
  readonly isShared: boolean;
}

const anchorOf = (title: string): string =>
  `#${title
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-')}`;

/** The sections of all pages by their file and the anchor of their heading; the first one of a page also by the file alone. */
const sections = new Map<string, Section>();
for (const [file, text] of pages) {
  for (const [index, part] of text.split(/^##? /m).slice(1).entries()) {
    const [title = '', ...lines] = part.split('\n');
    const rows = lines.flatMap((line): [string, Row][] => {
      const [key = '', type = '', , release = '', meaning = ''] = line.split(/(?<!\\) ?\| ?/).slice(1, -1);
      const name = /^`(.+)`$/.exec(key)?.[1];
      return name === undefined ? [] : [[name, { type, release, meaning }]];
    });
    const section = { file, rows: new Map(rows), isShared: part.includes('The same keys are at') };
    sections.set(`${file}${anchorOf(title)}`, section);
    if (index === 0) sections.set(file, section);
  }
}

/** Where a link of a page leads. */
const targetOf = (link: string, file: string): string =>
  link.startsWith('#') ? `${file}${link}` : posix.join(posix.dirname(file), link);

/** Follows the links of the pages, as a reader does, to the row of a key. */
function lookUp(path: string): { readonly row: Row | undefined; readonly isShared: boolean } {
  const parts = path.replaceAll('[]', '').split('.');
  if (parts[0] !== 'runners') parts.unshift('config');
  let target: string | undefined = `${INDEX}#spec`;
  let row: Row | undefined;
  let isShared = false;
  for (const part of parts) {
    const section: Section | undefined = sections.get(target ?? '');
    isShared ||= section?.isShared === true;
    row = section?.rows.get(part);
    const link = /\]\(([^)]*)\)/.exec(row?.type ?? '')?.[1];
    target = link && targetOf(link, section!.file);
  }
  return { row, isShared };
}

describe('docs/configuration.md and its pages', () => {
  it('are those that are generated', () => {
    const generated = configurationPages(
      JSON.parse(read('src/core/schema/gitlab-runner.schema.json')) as SchemaNode,
    );
    expect(pages.map(([file]) => file).sort()).toEqual(Object.keys(generated).sort());
  });

  it('lead to a row with type and meaning for every key', () => {
    expect(keys).toHaveLength(525);
    const incomplete = keys.filter(({ path }) => {
      const { row } = lookUp(path);
      return row === undefined || row.type === '' || row.meaning === '';
    });
    expect(incomplete).toEqual([]);
  });

  it('name the first release of every key that has one place', () => {
    const single = keys.filter(({ path }) => !lookUp(path).isShared);
    expect(single.length).toBeGreaterThan(300);
    for (const { path, since } of single) {
      expect(lookUp(path).row?.release, path).toBe(since === '15.0' ? '' : since);
    }
  });

  it('list the feature flags', () => {
    const { rows } = sections.get('docs/configuration/runners.feature_flags.md')!;
    expect([...rows.keys()]).toEqual(flags.map(({ name }) => name));
  });

  it('link only to headings that are there', () => {
    const links = pages.flatMap(([file, text]) =>
      [...text.matchAll(/\]\(([^):]*)\)/g)].map(([, link]) => targetOf(link!, file)),
    );
    expect(links.length).toBeGreaterThan(100);
    const inside = links.filter((target) => target.startsWith('docs/configuration'));
    expect(inside.filter((target) => !sections.has(target))).toEqual([]);
  });
});
