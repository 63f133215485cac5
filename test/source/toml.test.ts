import { describe, expect, it } from 'vitest';

import { readSource } from '../../src/source/source.ts';

function read(text: string): { value: unknown; problems: string[] } {
  const { value, problems } = readSource(text, 'a.toml');
  return {
    value,
    problems: problems.map(({ code, range }) => `${code} ${range?.start.line}:${range?.start.column}`),
  };
}

describe('TOML', () => {
  it('reads tables, lists of tables, dotted keys and inline tables', () => {
    const text =
      'x.y.z = 1\nx.w = 2\n[a]\nb=1\n[a.c]\nd=[1,{x=2}]\n[[e.f]]\ng=1\n[[e.f]]\ng=2\n[e.f.h]\ni="j"\n';
    expect(read(text)).toEqual({
      value: {
        x: { y: { z: 1 }, w: 2 },
        a: { b: 1, c: { d: [1, { x: 2 }] } },
        e: { f: [{ g: 1 }, { g: 2, h: { i: 'j' } }] },
      },
      problems: [],
    });
  });

  it('places keys and values', () => {
    const { locate } = readSource('x.y = 1\n[a."b.c"]\nd = [1, {e = 2}]\n[[f]]\n[[f]]\ng = "😀"\n', 'a.toml');
    const place = (path: (string | number)[], at: 'key' | 'value' = 'value'): string => {
      const range = locate(path, at)!;
      return `${range.start.line}:${range.start.column}-${range.end.line}:${range.end.column}`;
    };
    expect(place(['x', 'y'])).toBe('1:7-1:8');
    expect(place(['x', 'y'], 'key')).toBe('1:3-1:4');
    expect(place(['x'], 'key')).toBe('1:1-1:2');
    expect(place(['a', 'b.c'], 'key')).toBe('2:4-2:9');
    expect(place(['a', 'b.c', 'd', 1, 'e'], 'key')).toBe('3:10-3:11');
    expect(place(['f', 1, 'g'])).toBe('6:5-6:9');
  });

  it('takes __proto__ as data', () => {
    const { value } = read('__proto__ = {polluted = 1}\n');
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect({}).not.toHaveProperty('polluted');
  });

  it('refuses dates, each at its place', () => {
    expect(read('a = 2024-01-01\nb = [10:00:00, 2024-01-01T00:00:00Z]\n').problems).toEqual([
      'WRONG_TYPE 1:5',
      'WRONG_TYPE 2:6',
      'WRONG_TYPE 2:16',
    ]);
  });

  it.each([
    ['a = 1\na = 2\n', 'DUPLICATE_KEY 2:1'],
    ['[a]\n[b]\n[a]\n', 'DUPLICATE_KEY 3:2'],
    ['# x\n', 'EMPTY_DOCUMENT 1:1'],
    [`a = ${'['.repeat(70)}${']'.repeat(70)}\n`, 'TOO_DEEP 1:69'],
    [`${'a.'.repeat(70)}b = 1\n`, 'TOO_DEEP 1:1'],
    [`a = "${'x'.repeat(300_000)}"\n`, 'INPUT_TOO_LARGE 1:1'],
  ])('refuses %.20s', (text, problem) => {
    expect(read(text).problems).toEqual([problem]);
  });

  // The words go by the parser's messages: a new release of it may have others.
  it.each([
    ['a = "x', '1:6', /no closing quote/],
    ['a = "x\n"', '1:7', /no closing quote/],
    ["a = 'x", '1:6', /no closing quote/],
    ['[a\n', '1:3', /`\[` of the table/],
    ['a = [1\n', '1:7', /`\[` of the list/],
    ['a = {b = 1', '1:10', /`\{` of the table/],
    ['[]\n', '1:2', /A key is missing/],
    ['a = 1 b = 2\n', '1:7', /More stands on this line/],
    ['a 1\n', '1:3', /No `=`/],
    ['a =\n', '1:4', /No value/],
    ['a = [1 2]\n', '1:8', /No comma/],
    ['a = "\u0001"\n', '1:6', /control character/],
    ['a\n= 1\n', '2:1', /on one line/],
    ['a = {b = 1,\n c = 2}\n', '2:2', /line break/],
    ['a = 1__0\n', '1:7', /underscore/],
    ['[ [a]]\n', '1:3', /blank/],
    ['a = 2024-13-01\n', '1:14', /no such date/],
    ['a = 25:00:00\n', '1:12', /no such time/],
    ['a = 012\n', '1:5', /leading zero/],
    ['a = {b = 1,}\n', '1:12', /before this closing brace/],
    ['a = "\\d"\n', '1:7', /backslash/],
    ['a..b = 1\n', '1:2', /dot/],
    ['a. = 1\n', '1:2', /dot/],
    ['.a = 1\n', '1:1', /does not allow `\.`/],
    ['a = yes\n', '1:5', /does not allow `y`/],
    ['a = \u{1F600}\n', '1:5', /does not allow `\u{1F600}`/u],
  ])('tells of the slip in %j', (text, place, words) => {
    expect(read(text).problems).toEqual([`TOML_SYNTAX ${place}`]);
    expect(readSource(text, 'a.toml').problems[0]?.message).toMatch(words);
  });
});
