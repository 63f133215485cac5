import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { root } from '../support/project.ts';

/** Rows of the two tables that no test on a cluster can show. */
const NOT_SHOWN: Readonly<Record<string, string>> = {
  '`manager-removed`': 'The tests of "Delete a runner or its Namespace" show it.',
  '`manager-pruned`': 'The tests in test/cluster/full/flux show it.',
  '`manager-drained`': 'The tests in test/cluster/full/argocd show it.',
  '`manager-stopped`': 'The tests in test/cluster/full/flux show it.',
  '`object-pruned`': 'The tests in test/cluster/full/argocd and test/cluster/full/flux show it.',
  '`needs-object`': 'The tests of "When no job comes" show it.',
  '`autoscaler-takes-over`': 'The tests of "Autoscaling" show it.',
  '`autoscaler-changed`': 'The number that an autoscaler sets is looked at in "Before you apply: diff".',
  '`manager-added`': 'Every test does.',
  '`permissions-added`': 'The tests in test/cluster/full/permissions show it.',
  '`permissions-removed`': 'The tests in test/cluster/full/permissions show it.',
  '`limits-changed`': 'The test of the quota under load shows what it does to new pods.',
  '`namespace-added`': 'Every test does.',
  '`object-left`': 'The tests of "What stays behind" show it.',
  '`namespace-left`': 'The tests of "Delete a runner or its Namespace" show it.',
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
  const tables = sections.get(section)!.match(/(?:^\|.*\n)+/gm)!;
  const rows = tables.flatMap((table) => table.trimEnd().split('\n').slice(2));
  return rows.map((row) => row.split(' | ')[0]!.slice('| '.length));
}

/** What the tests on the cluster say that they show: `section`, or `section: beginning of a row`. */
const shown = ['test/cluster/operations', 'test/cluster/full/operations', 'test/cluster/full/diff'].flatMap(
  (folder) =>
    readdirSync(join(root, folder))
      .filter((file) => file.endsWith('.test.ts'))
      .flatMap((file) => [
        ...readFileSync(join(root, folder, file), 'utf8').matchAll(/^describe\.concurrent\((['"])(.*)\1, /gm),
      ])
      .flatMap(([, , title = '']) => {
        const [section = '', row] = sections.has(title) ? [title] : title.split(/: (.*)/);
        // One test may show several effects.
        const rows = row?.startsWith('`') ? row.split(', ') : [row];
        return rows.map((one) => ({ title, section, row: one }));
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
