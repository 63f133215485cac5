import { describe, expect, it } from 'vitest';

import { diffReport } from '../../src/doors/cli/report/diff.ts';
import { diffObjects } from '../../src/operate/diff/diff.ts';
import { diffMarkdown } from '../../src/operate/diff/markdown.ts';
import { type AnyObject, objectsOf, PAIRS } from './pairs.ts';

const PLAIN = { color: false, columns: 100 };
const SHOWN = [
  'the number of jobs at once',
  'a release',
  'another account',
  'from a number to an autoscaler',
  'no runner any more',
];

describe.each(SHOWN)('The report of %s', (name) => {
  const { before, after } = PAIRS[name]!;
  const file = `golden/${name.replaceAll(' ', '-')}`;

  it('is this text', async () => {
    await expect(diffReport(diffObjects(before, after), PLAIN)).toMatchFileSnapshot(`${file}.txt`);
  });

  it('is this Markdown', async () => {
    await expect(diffMarkdown(diffObjects(before, after))).toMatchFileSnapshot(`${file}.md`);
  });

  it('is this JSON', async () => {
    await expect(`${JSON.stringify(diffObjects(before, after), null, 2)}\n`).toMatchFileSnapshot(
      `${file}.json`,
    );
  });
});

it('says so where nothing differs, in colour as without', () => {
  const nothing = diffObjects(objectsOf(), objectsOf());
  expect(diffReport(nothing, { color: true, columns: 80 })).toBe('No differences.\n');
  expect(diffMarkdown(nothing)).toBe('**No differences.**\n');
});

it('breaks lines where the terminal ends, but no command', () => {
  const { before, after } = PAIRS['another account']!;
  const lines = diffReport(diffObjects(before, after), { color: false, columns: 60 }).split('\n');
  expect(lines.filter((line) => line.length > 60 && !line.includes('kubectl'))).toEqual([]);
  expect(diffReport(diffObjects(before, after), { color: true, columns: 60 })).toContain('\u001B[');
});

/** What would be Markdown, HTML, a person, a terminal's command or a shell's. */
const HOSTILE = '````\n</details>\n@everyone <img src=x> \u001B[31m $(id) `x`';

describe('Hostile text', () => {
  const named = (text: string): AnyObject => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: HOSTILE, namespace: HOSTILE },
    data: { [HOSTILE]: text },
  });
  const found = diffObjects(
    [named('a'), named('gone')].map((object, index) => (index === 0 ? object : { ...object, kind: HOSTILE })),
    [named(HOSTILE)],
  );

  it('stays in the blocks and spans of Markdown', () => {
    const text = diffMarkdown(found);
    expect(text).not.toContain('\u001B');
    const outside = text
      .replace(/^ *(`{3,})\w+\n[\s\S]*?^ *\1$/gm, '')
      .replace(/(`+)(?!`)[^\n]*?[^`]\1(?!`)/g, '');
    expect(outside.replace(/<code>.*?<\/code>/g, '')).not.toMatch(/everyone|<img/);
    expect(outside).not.toMatch(/<code>[^<]*<(?!\/code>)/);
  });

  it('is no command for a terminal, nor for a shell', () => {
    expect(diffReport(found, PLAIN)).not.toContain('\u001B');
    for (const command of found.effects.flatMap(({ commands }) => commands)) {
      expect(command.replace(/'[^']*'/g, '')).not.toMatch(/[`$<>\n]/);
    }
  });
});

describe('A credential', () => {
  const token = 'glrt-t1_EXAMPLEold23456789ab';
  const other = 'glrt-t1_EXAMPLEnew98765432zy';
  const deployment = (text: string): AnyObject[] =>
    objectsOf({ manager: { env: [{ name: 'LEVEL', value: 'a' }] } }).map((object) =>
      object.kind === 'Deployment'
        ? {
            ...object,
            metadata: { ...object.metadata, annotations: { note: `it is ${text}`, [text]: 'x' } },
            spec: {
              ...object.spec,
              template: {
                ...object.spec.template,
                spec: {
                  ...object.spec.template.spec,
                  containers: [
                    {
                      name: 'gitlab-runner',
                      image: `https://user:${text}@example.com/x`,
                      env: [{ name: 'DB_PASSWORD', value: text }],
                    },
                  ],
                },
              },
            },
          }
        : object.kind === 'ConfigMap'
          ? { ...object, data: { 'config.toml': `[[runners]]\nname = "${text}"\ntoken = "${text}"\n` } }
          : object,
    );
  const secret = (text: string): AnyObject => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'a', namespace: 'ci' },
    data: { key: Buffer.from(text).toString('base64'), same: 'c2FtZQ==' },
  });
  const found = diffObjects([...deployment(token), secret(token)], [...deployment(other), secret(other)]);
  const all = [JSON.stringify(found), diffMarkdown(found), diffReport(found, PLAIN)];

  it('is in no report, in part or as a whole', () => {
    for (const text of all) {
      for (const one of [token, other]) {
        expect(text).not.toContain(one.slice(8, 16));
        expect(text).not.toContain(Buffer.from(one).toString('base64').slice(4, 14));
      }
    }
  });

  it('is said to have changed, and to be the same', () => {
    const lines = found.changes.find(({ object }) => object.kind === 'Secret')!.lines;
    expect(lines).toContain('-  key: …');
    expect(lines).toContain('+  key: … (changed)');
    expect(lines).toContain('   same: …');
  });
});
