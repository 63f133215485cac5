import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { root } from '../support/project.ts';

/** Rows of the two tables that no test on a cluster can show. */
const NOT_SHOWN: Readonly<Record<string, string>> = {
  'nothing, and the job is `stuck` in GitLab': 'GitLab keeps the job to itself; the manager is told of none.',
};

const page = readFileSync(join(root, 'docs/operations.md'), 'utf8');

/** The text below each heading, up to the next of any level. */
const sections = new Map(
  page
    .split(/^##+ /m)
    .slice(1)
    .map((text): [string, string] => [text.slice(0, text.indexOf('\n')), text]),
);

/** The first cell of each row of a section's table. */
function rowsOf(section: string): readonly string[] {
  const [, , ...rows] = sections.get(section)!.match(/^\| .*$|^\|-.*$/gm)!;
  return rows.map((row) => row.split(' | ')[0]!.slice('| '.length));
}

/** What the tests on the cluster say that they show: `section`, or `section: beginning of a row`. */
const shown = ['test/cluster/operations', 'test/cluster/full/operations'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.test.ts'))
    .flatMap((file) => [
      ...readFileSync(join(root, folder, file), 'utf8').matchAll(/^describe\.concurrent\((['"])(.*)\1, /gm),
    ])
    .map(([, , title = '']) => {
      const [section = '', row] = title.split(/: (.*)/);
      return { title, section, row };
    }),
);

describe('docs/operations.md', () => {
  it.each(shown)('has the promise that a test on the cluster shows: $title', ({ section, row }) => {
    expect([...sections.keys()]).toContain(section);
    if (row !== undefined) expect(rowsOf(section).filter((one) => one.startsWith(row))).toHaveLength(1);
  });

  it.each(['What a change does', 'When no job comes'])('has a test for each row of "%s"', (section) => {
    const rows = rowsOf(section);
    expect(rows.length).toBeGreaterThan(6);
    const isShown = (text: string): boolean =>
      shown.some(({ section: of, row }) => of === section && row !== undefined && text.startsWith(row));
    const missing = rows.filter((row) => !isShown(row) && !Object.hasOwn(NOT_SHOWN, row));
    expect(missing).toEqual([]);
  });

  it('has the rows that no test can show', () => {
    const rows = ['What a change does', 'When no job comes'].flatMap(rowsOf);
    expect(rows).toEqual(expect.arrayContaining(Object.keys(NOT_SHOWN)));
  });
});
