import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { root } from '../support/project.ts';

/** Rows of the tables that no test on a cluster can show. */
const NOT_SHOWN: Readonly<Record<string, string>> = {
  '`manager-removed`': 'The tests of "Delete a runner or its Namespace" show it.',
  '`manager-pruned`': 'The tests in test/cluster/full/flux show it.',
  '`manager-drained`': 'The tests in test/cluster/full/argocd show it.',
  '`manager-stopped`': 'The tests in test/cluster/full/flux show it.',
  '`object-pruned`': 'The tests in test/cluster/full/argocd and test/cluster/full/flux show it.',
  '`needs-object`': 'The tests of "Secret is missing" show it.',
  '`autoscaler-takes-over`': 'The tests of "Autoscaling" show it.',
  '`autoscaler-changed`': 'The number that an autoscaler sets is looked at in "Before you apply: diff".',
  '`manager-added`': 'Every test does.',
  '`permissions-added`': 'The tests in test/cluster/full/permissions show it.',
  '`permissions-removed`': 'The tests in test/cluster/full/permissions show it.',
  '`limits-changed`': 'The test of the quota under load shows what it does to new pods.',
  '`namespace-added`': 'Every test does.',
  '`object-left`': 'The tests of "By a list of kinds" show it.',
  '`namespace-left`': 'The tests of "Delete a runner or its Namespace" show it.',
};

const pages = ['docs/operations.md', 'docs/troubleshooting.md'].map((page) =>
  readFileSync(join(root, page), 'utf8'),
);

/** The text below each heading of both pages, up to the next of any level. */
const sections = new Map(
  pages
    .flatMap((page) => page.split(/^##+ /m).slice(1))
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

describe('docs/operations.md and docs/troubleshooting.md', () => {
  it.each(shown)('have the promise that a test on the cluster shows: $title', ({ section, row }) => {
    expect([...sections.keys()]).toContain(section);
    if (row !== undefined) expect(rowsOf(section).filter((one) => one.startsWith(row))).toHaveLength(1);
  });

  it('have a test for each row of "What a change does"', () => {
    const rows = rowsOf('What a change does');
    expect(rows.length).toBeGreaterThan(6);
    const isShown = (text: string): boolean =>
      shown.some(
        ({ section, row }) => section === 'What a change does' && row !== undefined && text.startsWith(row),
      );
    const missing = rows.filter((row) => !isShown(row) && !Object.hasOwn(NOT_SHOWN, row));
    expect(missing).toEqual([]);
  });

  it('have the rows that no test can show', () => {
    expect(rowsOf('What a change does')).toEqual(expect.arrayContaining(Object.keys(NOT_SHOWN)));
  });
});
