import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readSource } from '../support/source.ts';

/** Value, and code with line and column of each problem. */
function read(text: string): { value: unknown; problems: string[] } {
  const { value, problems } = readSource(text, 'a.yaml');
  return {
    value,
    problems: problems.map(({ code, range }) => `${code} ${range?.start.line}:${range?.start.column}`),
  };
}

describe('YAML', () => {
  it.each([
    ['a tab as indentation', 'a: 1\n\tb: 2\n', '2:1'],
    ['a tab before a list', 'a:\n\t- x\n', '2:1'],
    ['a key deeper than a value', 'spec:\n  a: 1\n   b: 2\n', '3:4'],
    ['a key between two depths', 'a:\n  b: 1\n c: 2\n', '3:2'],
    ['a line without a colon', 'key: value\nkey2 value\nkey3: v\n', '2:1'],
    ['a colon without a blank', 'a:b\nc: 1\n', '1:1'],
    ['a second colon', 'a: b: c\n', '1:4'],
    ['a quote that nothing closes', "a: 'x\nb: 1\nc: 2\n", '1:4'],
    ['a quote in the middle of the file', 'a: "x\nb: 1\nc: "2"\n', '1:4'],
    ['a brace that nothing closes', 'a: {b: 1\nc: 2\n', '1:4'],
    ['a bracket at the end of a cut file', 'a: 1\r\nb: [\r\n', '2:4'],
    ['a bracket that nothing opens', 'a: ]\n', '1:4'],
    ['a reserved sign', 'a: @x\n', '1:4'],
    ['an unknown escape', 'a: "\\d"\n', '1:5'],
    ['an unknown tag', 'a: !vault x\n', '1:4'],
    ['a tag of YAML 1.1', 'a: !!binary x\n', '1:4'],
    ['an unknown directive', '%YAML 1.3\n---\na: 1\n', '1:7'],
    ['a list item among keys', 'a: 1\n- b\n', '2:1'],
    ['a list item after a key', 'a: - b\n', '1:4'],
    ['a key after a list', '- a\nb: 1\n', '2:1'],
    ['text after a block sign', 'a: |x\n  foo\n', '1:5'],
    ['text after a quote', "a: 'it's'\n", '1:8'],
    ['two anchors', 'a: &x &y 1\n', '1:7'],
    ['a comma too many', 'a: [1,,2]\n', '1:7'],
    ['a comment without a blank', 'a: "x"#c\n', '1:7'],
    ['a key longer than YAML allows', `${'k'.repeat(1100)}: 1\n`, '1:1'],
  ])('tells of %s at its place, once, and has no value', (_, text, place) => {
    expect(read(text)).toEqual({ value: undefined, problems: [`YAML_SYNTAX ${place}`] });
  });

  it('tells of a bracket that another one closes, and not of those around it', () => {
    expect(read('a: {b: [1}\nc: 2\n').problems).toEqual(['YAML_SYNTAX 1:8']);
    expect(read('a: [{b: 1], 2]\n').problems).toEqual(['YAML_SYNTAX 1:5']);
  });

  it.each([
    ['a template', 'a: {{ .V }}\n', '1:4'],
    ['a template as a key', '{{ x }}: 1\n', '1:1'],
    ['an alias without an anchor', 'a: *.example.com\n', '1:4'],
    ['an alias inside its anchor', 'a: &a [*a]\n', '1:8'],
    ['a list as a key', '? [a]\n: b\n', '1:3'],
    ['no key', ': b\n', '1:1'],
    ['a merge of text', 'a: {<<: b}\n', '1:5'],
  ])('tells of %s, and reads on', (_, text, place) => {
    expect(read(text)).toMatchObject({ value: {}, problems: [`YAML_SYNTAX ${place}`] });
  });

  it('tells of two syntax errors on two lines', () => {
    expect(read('a: @x\nb: 1\nc: `y`\n').problems).toEqual(['YAML_SYNTAX 1:4', 'YAML_SYNTAX 3:4']);
  });

  it.each(['', '# nothing\n', '---\n', 'null\n', '\uFEFF'])('finds no document in %j', (text) => {
    expect(read(text)).toEqual({ value: undefined, problems: ['EMPTY_DOCUMENT 1:1'] });
  });

  it('tells of a second document, and not of an empty one', () => {
    expect(read('a: 1\n...\nb: 2\n')).toEqual({ value: { a: 1 }, problems: ['MULTIPLE_DOCUMENTS 3:1'] });
    expect(read('---\n---\na: 1\n---\n')).toEqual({ value: { a: 1 }, problems: [] });
  });

  it('tells of a repeated key at the second one, and keeps the first', () => {
    expect(read('a:\n  b: 1\n  "b": 2\n')).toEqual({
      value: { a: { b: 1 } },
      problems: ['DUPLICATE_KEY 3:3'],
    });
    expect(read('a: &a {x: 1}\nb: {<<: *a, <<: *a}\n').problems).toEqual(['DUPLICATE_KEY 2:13']);
  });

  it('follows anchors and merge keys', () => {
    expect(read('b: &b {x: 1, y: 2}\nc: {<<: *b, y: 3}\nd: {<<: [{z: 1, x: 0}, *b]}\ne: *b\n')).toEqual({
      value: { b: { x: 1, y: 2 }, c: { x: 1, y: 3 }, d: { z: 1, x: 0, y: 2 }, e: { x: 1, y: 2 } },
      problems: [],
    });
  });

  it('takes a key named << in quotes, and __proto__, as data', () => {
    const { value } = read('"<<": 1\n__proto__: {polluted: 1}\nconstructor: {prototype: 2}\n');
    expect(Object.keys(value as object)).toEqual(['<<', '__proto__', 'constructor']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect({}).not.toHaveProperty('polluted');
  });

  it.each(['0644', '1_000', '0b101', '0X1F', '+0x1F', '2024-01-01', '2024-1-1 10:00:00', '1.5_0', '-010'])(
    'refuses %s, which kustomize reads in another way',
    (scalar) => {
      expect(read(`a: ${scalar}\n`).problems).toEqual(['AMBIGUOUS_VALUE 1:4']);
      expect(read(`a: "${scalar}"\n`)).toEqual({ value: { a: scalar }, problems: [] });
    },
  );

  it.each([
    ['yes', 'yes'],
    ['1.20', 1.2],
    ['0o644', 420],
    ['0x1F', 31],
    ['1e3', 1000],
    ['12:30:45', '12:30:45'],
    ['2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z'],
    ['100m', '100m'],
    ['00', 0],
    ['~', null],
    ['!!str 1.20', '1.20'],
  ])('reads %s as kustomize does', (scalar, value) => {
    expect(read(`a: ${scalar}\n`)).toEqual({ value: { a: value }, problems: [] });
  });

  it('reads scalars in the same way after a %YAML 1.1 directive', () => {
    expect(read('%YAML 1.1\n---\na: yes\n').value).toEqual({ a: 'yes' });
  });

  it.each(['8080', 'true', '2024-01-01', '~'])('refuses the key %s, which kustomize does not take', (key) => {
    expect(read(`a:\n  ${key}: x\n`).problems).toEqual(['WRONG_TYPE 2:3']);
    expect(read(`a:\n  "${key}": x\n`).problems).toEqual([]);
  });

  it.each([
    ['flow lists', '['.repeat(100_000), '1:65'],
    ['block lists', '- '.repeat(100_000), '1:129'],
    ['explicit keys', '? '.repeat(100_000), '1:129'],
    [
      'aliases',
      `a: &a ${'['.repeat(40)}${']'.repeat(40)}\nb: ${'['.repeat(30)}*a${']'.repeat(30)}\n`,
      '2:34',
    ],
  ])('refuses %s nested deeper than 64 levels', (_, text, place) => {
    expect(read(text).problems).toEqual([`TOO_DEEP ${place}`]);
  });

  it('takes 64 levels', () => {
    expect(read(`${'['.repeat(64)}${']'.repeat(64)}`).problems).toEqual([]);
  });

  it('refuses aliases that multiply, once', () => {
    const lines = Array.from(
      { length: 30 },
      (_, at) => `a${at + 1}: &a${at + 1} [${Array(9).fill(`*a${at}`)}]\n`,
    );
    expect(read(`a0: &a0 x\n${lines.join('')}`).problems).toEqual([
      expect.stringMatching(/^INPUT_TOO_LARGE /),
    ]);
  });
});

describe('JSON, as the YAML that it is', () => {
  it('reads what JSON.parse reads, to the same value, unless a key stands twice', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom(undefined, 1, '\t'), (text, space) => {
        const value: unknown = JSON.parse(text);
        const written = JSON.stringify(value, null, space);
        const problems = value === null ? ['EMPTY_DOCUMENT 1:1'] : [];
        expect(read(written)).toEqual({ value: value ?? undefined, problems });
        expect(read(written.replaceAll('\n', '\r\n')).problems).toEqual(problems);
      }),
      { seed: 20261124, numRuns: 500 },
    );
  });

  it.each([
    ['{"a": "\\uD83D\\uDE00 \\u0041\\/\\b\\f\\n\\r\\t\\\\\\""}', '\u{1F600} A/\b\f\n\r\t\\"'],
    ['{"a":1e5}', 100_000],
    ['{"a":-1.5E+2}', -150],
    ['{"a":1E-2}', 0.01],
    ['{"a"\n\t:\n\t1}', 1],
    [`{"a":"${'x'.repeat(300_000)}"}`, 'x'.repeat(300_000)],
    ['\uFEFF{\r\n\t"a": 1\r\n}\r\n', 1],
  ])('reads %.40j', (text, a) => {
    expect(read(text)).toEqual({ value: { a }, problems: [] });
  });

  it('takes a long key, for which YAML has a limit outside of braces', () => {
    expect(read(`{"${'k'.repeat(2000)}": 1}`).problems).toEqual([]);
  });

  it('may have what JSON alone would refuse', () => {
    expect(read("{ # x\n\t'a': b,\n\tc: [1,],\n}\n")).toEqual({ value: { a: 'b', c: [1] }, problems: [] });
  });

  it('places keys and values behind tabs and escapes', () => {
    const { locate } = readSource('{\n\t"a": [\n\t\t"\\u0041",\n\t\t{"\\u0062": 1e5}\n\t]\n}', 'a.yaml');
    const place = (path: (string | number)[], at: 'key' | 'value'): string => {
      const { start, end } = locate(path, at)!;
      return `${start.line}:${start.column}-${end.line}:${end.column}`;
    };
    expect(place(['a'], 'key')).toBe('2:2-2:5');
    expect(place(['a', 0], 'value')).toBe('3:3-3:11');
    expect(place(['a', 1, 'b'], 'key')).toBe('4:4-4:12');
    expect(place(['a', 1, 'b'], 'value')).toBe('4:14-4:17');
  });

  it.each([
    ['a cut text', '{"a": {\n"b": "x', '2:6', /closes this `"`/],
    ['a cut list', '[1,2', '1:1', /closes this `\[`/],
    ['a bracket for a brace', '{"a": [1,\n\n}}', '1:7', /closes this `\[`/],
    ['a quote that nothing closes', '{"a": "x,\n"b": "y"}', '1:7', /closes this `"`/],
    ['no comma after text', '{"a": "x"\n"b": 2}', '2:1', /comma between .* is missing/],
    ['no comma after a number', '{"a": 1\n"b": 2\n"c": 3}', '1:7', /comma between .* is missing/],
    ['no comma on the line', '{"a": 1 "b": 2}', '1:7', /comma between .* is missing/],
    ['no comma in a list', '["a" "b"]', '1:6', /comma between .* is missing/],
    ['no colon', '{"a": 1, "b" "c"}', '1:14', /colon/],
    ['two commas', '{"a": 1,, "b": 2}', '1:9', /comma here/],
    ['an unknown escape', '{"a": "\\x"}', '1:8', /escape/],
    ['half an escape', '{"a": "\\u12"}', '1:8', /escape/],
    ['a comment in slashes', '{\n// x\n"a": 1}', '2:1', /Slashes/],
    ['a comment in slashes after an entry', '{"a": "x" // y\n}', '1:11', /Slashes/],
    ['a comment of several lines', '{"a": 1, /* x\n*/ "b": 1}', '1:10', /Slashes/],
    ['text after the end', '{"a": 1}\nx: y', '2:1', /after the end/],
    ['a brace too many', '{"a": {}}}', '1:10', /after the end/],
    ['another document', '{"a": 1}\n{\n"b": 2\n}', '2:1', /second document/],
  ])('tells of %s at its place, once', (_, text, place, words) => {
    const { value, problems } = readSource(text, 'a.yaml');
    expect(value).toBeUndefined();
    expect(read(text).problems).toEqual([
      `${words.source === 'second document' ? 'MULTIPLE_DOCUMENTS' : 'YAML_SYNTAX'} ${place}`,
    ]);
    expect(problems[0]?.message).toMatch(words);
  });

  it('tells of an error in a second document as in a first one', () => {
    const { problems } = readSource('{"a": 1}\n...\nb: @x\n', 'a.yaml');
    expect(problems.map(({ message }) => message)).toEqual([expect.stringMatching(/can start with "@"/)]);
  });

  it('tells of a repeated key, however it is written, and reads on', () => {
    expect(read('{"a":1,"\\u0061":2}')).toEqual({ value: { a: 1 }, problems: ['DUPLICATE_KEY 1:8'] });
  });
});

it('knows a config.toml, and lines that are no YAML, and shows nothing of them as a value', () => {
  const file = readSource('concurrent = 1\n[[runners]]\n  token = "x"\n', 'a.yaml');
  expect(file).toMatchObject({
    value: undefined,
    problems: [{ code: 'WRONG_DOCUMENT', range: { start: { line: 2, column: 1 } } }],
  });
  expect(read('a = 1\nb = 2\n')).toEqual({ value: undefined, problems: ['YAML_SYNTAX 1:1'] });
  expect(read('"a = 1"\n').problems).toEqual([]);
});
