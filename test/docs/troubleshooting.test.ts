import { describe, expect, it } from 'vitest';

import { causes } from '../../src/operate/doctor/causes.ts';
import { filesIn, read } from '../support/shown-documents.ts';

const page = read('docs/troubleshooting.md');

const anchorOf = (heading: string): string => heading.toLowerCase().replaceAll(' ', '-');

/** The text below each heading, up to the next of any level, by its anchor. */
const sections = new Map(
  page
    .split(/^##+ /m)
    .slice(1)
    .map((text): [string, string] => [anchorOf(text.slice(0, text.indexOf('\n'))), text]),
);

const [top = ''] = page.split(/^## /m);
/** The rows of the table at the top: what people see, where, and the section to which it leads. */
const rows = [...top.matchAll(/^\| (.*) \| (.*) \| \[.*\]\(#([\w-]+)\) \|$/gm)].map(
  ([, symptom = '', where = '', anchor = '']) => ({ symptom, where, anchor }),
);
const listed = rows.map(({ anchor }) => anchor);

/** Every text that was recorded on a cluster. */
const recorded = filesIn('test/doctor/dumps').map((file) => textsIn(JSON.parse(read(file))).join('\n'));

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Words that are in the log of a job alone, which no dump holds. */
const OF_JOBS = new Set([
  'Preparing environment',
  'timed out waiting for pod to start',
  'admission webhook',
  'Permission denied',
  'Read-only file system',
  'aborted: terminated',
  'is disrupted: reason',
  'There has been a timeout failure or the job got stuck',
]);
const words = rows
  .filter(({ where }) => /\blog\b|^pods/.test(where))
  .flatMap(({ symptom }) => [...symptom.matchAll(/`([^`]+)`/g)].map(([, text]) => text!))
  .filter((text) => !OF_JOBS.has(text));

describe('docs/troubleshooting.md', () => {
  it('leads from the table at its top to each trouble', () => {
    // What only holds others, and ways within a section.
    const others = ['job-does-not-start', 'changes-and-upgrades', 'by-a-list-of-kinds', 'by-an-applyset'];
    expect([...listed, ...others].toSorted()).toEqual([...sections.keys()].toSorted());
  });

  it.each(words)('has words that the runner or Kubernetes says: %s', (text) => {
    const [before = '', after = ''] = text.split('…');
    const line = recorded
      .flatMap((texts) => texts.split('\n'))
      .find((one) => one.includes(before) && one.slice(one.indexOf(before)).includes(after));
    expect(line).toBeDefined();
  });

  it.each(listed)('says what shows it, and what to change: %s', (anchor) => {
    const text = sections.get(anchor)!;
    expect(text).toMatch(/^```sh$|^<!-- doctor: |`npx gitlab-runner-manifests |operations\.md#/m);
    expect(text).toMatch(/\*\*Change\.\*\*|\bchange\b.* \|$|^<!-- doctor: |operations\.md#/m);
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
