import { describe, expect, it } from 'vitest';

import { type Fix, fixed } from '../../src/core/findings/fix.ts';
import { readSource } from '../support/source.ts';

/** The text with the fix in it; `undefined` where it is not offered. */
function mended(text: string, fix: Fix): string | undefined {
  const source = readSource(text, 'a.yaml');
  const result = source.mend([fix])?.text;
  if (result !== undefined) expect(readSource(result, 'a.yaml').value).toEqual(fixed(source.value, fix));
  return result;
}

describe('a key is renamed', () => {
  it.each([
    ['in place', 'a: # one\n  b:   1 # two\n', 'a: # one\n  x_y:   1 # two\n'],
    ['in its quotes', "a:\n  'b': 1\n", "a:\n  'x_y': 1\n"],
    ['in JSON', '{"a": {"b": 1}}', '{"a": {"x_y": 1}}'],
    ['in braces', 'a: {b, c: 1}\n', 'a: {x_y, c: 1}\n'],
    ['that an anchor repeats elsewhere', 'a: &a\n  b: 1\nc: *a\n', undefined],
    ['that is there', 'a:\n  b: 1\n  x_y: 1\n', undefined],
  ])('%s', (_, before, after) => {
    expect(mended(before, { do: 'rename', path: ['a', 'b'], key: 'x_y' })).toBe(after);
  });

  it('to itself, which puts it in quotes', () => {
    expect(mended('a:\n  8080: 1\n', { do: 'rename', path: ['a', '8080'], key: '8080' })).toBe(
      'a:\n  "8080": 1\n',
    );
  });

  it('to what needs quotes', () => {
    expect(mended('a: 1\n', { do: 'rename', path: ['a'], key: 'no' })).toBe('"no": 1\n');
  });
});

describe('a value is set', () => {
  it.each<[string, string, unknown, string | undefined]>([
    ['with the comment behind it kept', 'a: 1.20 # old\n', '1.20', 'a: "1.20" # old\n'],
    ['in single quotes', "a: 'x'\n", "it's", "a: 'it''s'\n"],
    ['in double quotes', 'a: "x"\n', 'y', 'a: "y"\n'],
    ['out of quotes', 'a: "5"\n', 5, 'a: 5\n'],
    ['in JSON', '{\n  "a": yes\n}\n', ['x'], '{\n  "a": [ "x" ]\n}\n'],
    ['where nothing stands', 'a:   # none\nb: 1\n', 3, 'a: 3   # none\nb: 1\n'],
    ['in place of a block text', 'a: |\n  x\nb: 1\n', 'w', 'a: w\nb: 1\n'],
    ['in place of lines', 'a:\n  - x\n  - y # last\nb: 1\n', { x: 'w' }, 'a: {x: w} # last\nb: 1\n'],
    ['in place of lines with a comment', 'a:\n  # first\n  - x\nb: 1\n', 1, undefined],
    ['in place of lines with Windows ends', 'a:\r\n  - x\r\nb: 1\r\n', 1, 'a: 1\r\nb: 1\r\n'],
    ['after an anchor', 'a: &x\n  - x\nb: *x\n', 1, undefined],
  ])('%s', (_, before, value, after) => {
    expect(mended(before, { do: 'set', path: ['a'], value: value as string })).toBe(after);
  });

  it('of an item', () => {
    expect(mended('- a\n- {b: 1} # b\n', { do: 'set', path: [1, 'b'], value: [2] })).toBe(
      '- a\n- {b: [2]} # b\n',
    );
    expect(mended('a:\n- b # b\n- c\n', { do: 'set', path: ['a', 0], value: { name: 'b' } })).toBe(
      'a:\n- {name: b} # b\n- c\n',
    );
  });

  it.each([
    ['first, in the document', 'spec: 1\n', ['kind'], 'kind: R\nspec: 1\n'],
    ['after comments', '# c\n\nspec: 1\n', ['kind'], '# c\n\nkind: R\nspec: 1\n'],
    [
      'last, elsewhere',
      'a:\n  b: 1 # b\n\n# c\nc: 1\n',
      ['a', 'kind'],
      'a:\n  b: 1 # b\n  kind: R\n\n# c\nc: 1\n',
    ],
    ['in braces', 'a: {b: 1}\n', ['a', 'kind'], 'a: {b: 1, kind: R}\n'],
    ['in empty braces', 'a: {}  # none\nb: 1\n', ['a', 'kind'], 'a:  # none\n  kind: R\nb: 1\n'],
    ['in JSON', '{\n  "a": 1\n}\n', ['kind'], '{\n  "a": 1,\n  "kind": "R"\n}\n'],
    ['in a file without an end of line', 'a:\n  b: 1', ['a', 'kind'], 'a:\n  b: 1\n  kind: R'],
  ])('that was missing, %s', (_, before, path, after) => {
    expect(mended(before, { do: 'set', path, value: 'R' })).toBe(after);
  });
});

describe('an entry is removed', () => {
  it.each([
    [
      'with its lines and its comment',
      '# a\na: 1\nb: # b\n  c: 2 # c\n\n# d\nd: 3\n',
      ['b'],
      '# a\na: 1\n\n# d\nd: 3\n',
    ],
    ['that is the only one', 'a: # a\n  # b\n  b: 1 # b\nc: 1\n', ['a', 'b'], 'a: {} # a\n  # b\nc: 1\n'],
    ['that is the first of an item', '- a: 1\n  b: 2\n', [0, 'a'], '- b: 2\n'],
    ['that is the first of an item, before a comment', '- a: 1\n  # b\n  b: 2\n', [0, 'a'], undefined],
    ['that is the only one of an item', '- a: 1\n- b\n', [0, 'a'], '- {}\n- b\n'],
    ['that is an item', 'a:\n  - 1\n  - 2 # two\n  - 3\n', ['a', 1], 'a:\n  - 1\n  - 3\n'],
    ['that is the only item', 'a:\n  - 1\nb: 2\n', ['a', 0], 'a: []\nb: 2\n'],
    ['first in braces', 'a: {b: 1, c: 2}\n', ['a', 'b'], 'a: {c: 2}\n'],
    ['last in braces', 'a: {b: 1, c: 2}\n', ['a', 'c'], 'a: {b: 1}\n'],
    ['alone in braces', 'a: {b: 1}\n', ['a', 'b'], 'a: {}\n'],
    ['in JSON', '{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}', ['b'], '{\n  "a": 1,\n  "c": 3\n}'],
    ['last in JSON', '{\n  "a": 1,\n  "b": 2\n}', ['b'], '{\n  "a": 1\n}'],
    ['at the end of a file without an end of line', 'a: 1\nb: 2', ['b'], 'a: 1\n'],
    ['with Windows ends', 'a: 1\r\nb: 2\r\nc: 3\r\n', ['b'], 'a: 1\r\nc: 3\r\n'],
    ['that an alias has put there', 'a: &a\n  b: 1\nc:\n  <<: *a\n  d: 1\n', ['c', 'b'], undefined],
  ])('%s', (_, before, path, after) => {
    expect(mended(before, { do: 'remove', path })).toBe(after);
  });
});

describe('an entry is moved', () => {
  it.each<[string, string, Fix, string | undefined]>([
    [
      'to the end of a mapping, at its indentation',
      'a:\n    b: # b\n        - |\n          x\n\n        - y\n    c: 1\nd:\n    e:\n        f: 1 # f\n# end\n',
      { do: 'move', path: ['a', 'b'], to: ['d', 'e', 'b'] },
      'a:\n    c: 1\nd:\n    e:\n        f: 1 # f\n        b: # b\n            - |\n              x\n\n            - y\n# end\n',
    ],
    [
      'to mappings that are missing, under another key',
      'a:\n  b: 1\n  c: 2\nd:\n  e: 3\n',
      { do: 'move', path: ['a', 'b'], to: ['d', 'x', 'w', 'z'] },
      'a:\n  c: 2\nd:\n  e: 3\n  x:\n    w:\n      z: 1\n',
    ],
    [
      'to a key without a value',
      'a:\n  b: 1\n  c: 2\nd: # none\n',
      { do: 'move', path: ['a', 'b'], to: ['d', 'b'] },
      'a:\n  c: 2\nd: # none\n  b: 1\n',
    ],
    [
      'out of and into braces',
      'a: {b: [1], c: 2}\nd: {e: 3}\nf:\n  g: 1\n',
      { do: 'move', path: ['a', 'b'], to: ['d', 'b'] },
      'a: {c: 2}\nd: {e: 3, b: [1]}\nf:\n  g: 1\n',
    ],
    [
      'in JSON',
      '{\n  "a": {\n    "b": {\n      "x": "y"\n    },\n    "c": 1\n  },\n  "d": {}\n}\n',
      { do: 'move', path: ['a', 'b'], to: ['d', 'b'] },
      '{\n  "a": {\n    "c": 1\n  },\n  "d": {"b": { "x": "y" }}\n}\n',
    ],
    ['onto another', 'a:\n  b: 1\n  c: 2\n', { do: 'move', path: ['a', 'b'], to: ['a', 'c'] }, undefined],
    ['where a list is', 'a:\n  b: 1\nc:\n- d\n', { do: 'move', path: ['a', 'b'], to: ['c', 'b'] }, undefined],
  ])('%s', (_, before, fix, after) => {
    expect(mended(before, fix)).toBe(after);
  });
});

describe('several fixes', () => {
  it('are made at once where they are apart', () => {
    const source = readSource('a: 1\nb: 2\nc: {d: 1}\n', 'a.yaml');
    const fixes: Fix[] = [
      { do: 'rename', path: ['a'], key: 'x' },
      { do: 'set', path: ['c', 'd'], value: '1' },
      { do: 'remove', path: ['b'] },
    ];
    const { text, edits } = source.mend(fixes)!;
    expect(text).toBe('x: 1\nc: {d: "1"}\n');
    expect([...edits.keys()]).toEqual(fixes);
  });

  it('are left out where they do not do what they say, and the rest is made', () => {
    const source = readSource('a: &a {x: 1}\nb: *a\nc: 1\nd: 2\n', 'a.yaml');
    const fixes: Fix[] = [
      { do: 'rename', path: ['c'], key: 'w' },
      { do: 'set', path: ['a', 'x'], value: 2 },
      { do: 'remove', path: ['d'] },
    ];
    expect(source.mend(fixes)!.text).toBe('a: &a {x: 1}\nb: *a\nw: 1\n');
  });

  it('that are in the way of each other come one after the other', () => {
    const source = readSource('a:\n  b: 1\n  c: 2\n', 'a.yaml');
    const rename: Fix = { do: 'rename', path: ['a'], key: 'x' };
    const { edits } = source.mend([rename, { do: 'remove', path: ['a', 'b'] }])!;
    expect([...edits.keys()]).toEqual([rename]);
  });

  it('write no credential into what is shown', () => {
    const secret = `hidden${'x'.repeat(20)}`;
    const text = `spec:\n  unchecked:\n    runners: {a: {token: {value: ${secret}}}}\n  runners:\n    a: {url: x}\n`;
    const fix: Fix = {
      do: 'move',
      path: ['spec', 'unchecked', 'runners', 'a', 'token'],
      to: ['spec', 'runners', 'a', 'token'],
    };
    const { text: after, edits } = readSource(text, 'a.yaml').mend([fix])!;
    expect(after).toContain(`url: x, token: {value: ${secret}}`);
    expect(edits.has(fix)).toBe(true);
    expect(edits.get(fix)).toBeUndefined();
  });

  it('keep a byte order mark', () => {
    const bytes = Buffer.from('\uFEFFa: 1\n');
    expect(readSource(bytes, 'a').mend([{ do: 'rename', path: ['a'], key: 'b' }])!.text).toBe('\uFEFFb: 1\n');
  });
});
