import { describe, expect, it } from 'vitest';

import { readSources } from '../../src/doors/document-text/source.ts';

const read = (text: string) => readSources(text, 'a.yaml').map(({ value }) => value);

describe('several documents in a text', () => {
  it.each([
    ['a: 1\n---\nb: 2\n', [{ a: 1 }, { b: 2 }]],
    ['---\na: 1\n---\nb: 2\n---\n', [{ a: 1 }, { b: 2 }]],
    ['# first\n\n---\na: 1\n--- # second\nb: 2\n', [{ a: 1 }, { b: 2 }]],
    ['%YAML 1.2\n---\na: 1\n...\n---\nb: 2\n', [{ a: 1 }, { b: 2 }]],
    ['\uFEFFa: 1\r\n---\r\nb: 2\r\n', [{ a: 1 }, { b: 2 }]],
    ['{"a": 1}\n---\n{"b": 2}\n', [{ a: 1 }, { b: 2 }]],
    ['a: |\n  x\n  ---\n  y\n---\nb: --- x\n', [{ a: 'x\n---\ny\n' }, { b: '--- x' }]],
    ['a: 1\n---x: 2\n', [{ a: 1, '---x': 2 }]],
    ['a: 1\n---', [{ a: 1 }]],
    ['---\n---\n', [undefined]],
  ])('are read one by one: %j', (text, values) => {
    expect(read(text)).toEqual(values);
  });

  it('have their places in the whole text, and the text is that of the file', () => {
    const text = 'a: 1\n---\nb: 1\nb: 2\ntoken: glrt-aaaaaaaaaaaaaaaaaaaa\n';
    const sources = readSources(text, 'a.yaml');
    expect(sources.map((source) => source.text)).toEqual(
      Array(2).fill(text.replace(/glrt.*/, '*'.repeat(25))),
    );
    expect(sources[1]!.problems).toMatchObject([
      { code: 'DUPLICATE_KEY', range: { start: { line: 4, offset: 14 } } },
    ]);
    expect(sources[1]!.locate(['token'], 'key')).toMatchObject({ start: { line: 5, column: 1, offset: 19 } });
  });

  it('are mended in the whole text', () => {
    const text = '# one\na: 1\n---\nb: 2\n---\na: 3\n';
    const [, , last] = readSources(`\uFEFF${text}`, 'a.yaml');
    expect(last!.mend([{ do: 'rename', path: ['a'], key: 'c' }])!.text).toBe(
      `\uFEFF${text.replace('a: 3', 'c: 3')}`,
    );
  });

  it('are a thousand at most', () => {
    expect(readSources('---\na: 1\n'.repeat(1000), 'a.yaml')).toHaveLength(1000);
    expect(readSources('---\na: 1\n'.repeat(1001), 'a.yaml')).toMatchObject([
      { value: undefined, problems: [{ code: 'INPUT_TOO_LARGE', range: { start: { line: 2001 } } }] },
    ]);
  });

  it('do not keep each other from being read', () => {
    const [first, second] = readSources('a: {\n---\nb: 2\n', 'a.yaml');
    expect(first!.problems.map(({ code }) => code)).toEqual(['YAML_SYNTAX']);
    expect(second).toMatchObject({ value: { b: 2 }, problems: [] });
  });
});
