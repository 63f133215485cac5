import { describe, expect, it } from 'vitest';

import { causes } from '../../src/doctor/causes.ts';
import { read } from '../support/shown-documents.ts';

const page = read('docs/troubleshooting.md');

const anchorOf = (heading: string): string => heading.toLowerCase().replaceAll(' ', '-');

/** The text below each heading, up to the next of any level, by its anchor. */
const sections = new Map(
  page
    .split(/^##+ /m)
    .slice(1)
    .map((text): [string, string] => [anchorOf(text.slice(0, text.indexOf('\n'))), text]),
);

/** The sections to which the table at the top leads. */
const [top = ''] = page.split(/^## /m);
const listed = [...top.matchAll(/^\|.*\]\(#([\w-]+)\) \|$/gm)].map(([, anchor]) => anchor!);

describe('docs/troubleshooting.md', () => {
  it('leads from the table at its top to each trouble', () => {
    // What only holds others, and ways within a section.
    const others = ['job-does-not-start', 'changes-and-upgrades', 'by-a-list-of-kinds', 'by-an-applyset'];
    expect([...listed, ...others].toSorted()).toEqual([...sections.keys()].toSorted());
  });

  it.each(listed)('says what shows it, and what to change: %s', (anchor) => {
    const text = sections.get(anchor)!;
    expect(text).toMatch(/^```sh$|^<!-- doctor: |`npx gitlab-runner-manifests |operations\.md#/m);
    expect(text).toMatch(/\*\*Change\.\*\*|\bchange\b.* \|$|^ {2}mend: |operations\.md#/m);
  });

  it.each(Object.keys(causes))('has the section to which docs/doctor.md leads from %s', (code) => {
    const row = new RegExp(
      `^\\| \`${code}\` \\| .* \\| \\[.*\\]\\(troubleshooting\\.md#([\\w-]+)\\) \\|$`,
      'm',
    );
    const [, anchor = ''] = row.exec(read('docs/doctor.md')) ?? [];
    expect(sections.get(anchor)).toMatch(new RegExp(`\\b${code}\\b`));
  });
});
