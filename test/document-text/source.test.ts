import { describe, expect, it } from 'vitest';

import type { Path } from '../../src/core/data/path.ts';
import { readSource } from '../support/source.ts';

const document = `# a comment
spec:
  runners:
    default:
      url: https://gitlab.com
      environment: [A=1, "B=2"]
      limit: 1.20
      empty:
`;

describe('a source', () => {
  const source = readSource(document, 'runner.yaml');
  const place = (path: Path, at: 'key' | 'value'): string => {
    const { start, end } = source.locate(path, at)!;
    return `${start.line}:${start.column}-${end.line}:${end.column}`;
  };

  it('places keys and values', () => {
    expect(place(['spec', 'runners', 'default', 'url'], 'key')).toBe('5:7-5:10');
    expect(place(['spec', 'runners', 'default', 'url'], 'value')).toBe('5:12-5:30');
    expect(place(['spec', 'runners', 'default', 'environment', 1], 'value')).toBe('6:26-6:31');
  });

  it('places the value of an empty key at the key', () => {
    expect(place(['spec', 'runners', 'default', 'empty'], 'value')).toBe('8:7-8:12');
  });

  it('places what does not exist at the nearest key above', () => {
    expect(place(['spec', 'runners', 'default', 'token', 'value'], 'value')).toBe('4:5-4:12');
    expect(place(['metadata'], 'value')).toBe('2:1-2:1');
  });

  it('places the key of the root at the start of the document, and that of an item at the item', () => {
    expect(place([], 'key')).toBe('2:1-2:1');
    expect(place(['spec', 'runners', 'default', 'environment', 0], 'key')).toBe('6:21-6:24');
  });

  it('knows how an unquoted value was written', () => {
    expect(source.scalarText(['spec', 'runners', 'default', 'limit'])).toBe('1.20');
    expect(source.scalarText(['spec', 'runners', 'default', 'environment', 1])).toBeUndefined();
    expect(source.scalarText(['spec', 'runners'])).toBeUndefined();
    expect(source.scalarText(['nowhere'])).toBeUndefined();
  });

  it.each(['x.yaml', 'x.json', 'x.toml', '<stdin>'])('is YAML, whatever it is called: %s', (file) => {
    for (const text of ['a: 1', '{a: 1}', '{"a": 1}', "{'a': 1,} # b"]) {
      expect(readSource(text, file)).toMatchObject({ value: { a: 1 }, problems: [] });
    }
  });

  it('does not count a byte order mark', () => {
    expect(readSource('\uFEFFa: 1\na: 2', 'x.yaml')).toMatchObject({
      value: { a: 1 },
      text: 'a: 1\na: 2',
      problems: [{ code: 'DUPLICATE_KEY', range: { start: { line: 2, column: 1, offset: 5 } } }],
    });
  });
});

describe('bytes', () => {
  it.each([
    ['Latin 1', [0x61, 0x3a, 0x20, 0xfc, 0x0a], 'The byte at offset 3 ', 4],
    [
      'a stray byte after a replacement character',
      [0xef, 0xbf, 0xbd, 0x20, 0xff],
      'The byte at offset 4 ',
      3,
    ],
    ['a cut character', [0x61, 0xc3], 'The byte at offset 1 ', 2],
    ['UTF-16', [0xff, 0xfe, 0x61, 0x00], 'The byte at offset 0 ', 1],
    ['NUL', [0x61, 0x00], 'The text holds a NUL character at offset 1,', 2],
  ])('that are %s are no text', (_, bytes, message, column) => {
    const { problems, value } = readSource(Uint8Array.from(bytes), 'x.yaml');
    expect(value).toBeUndefined();
    expect(problems).toMatchObject([{ code: 'NOT_TEXT', range: { start: { line: 1, column } } }]);
    expect(problems[0]?.message).toContain(message);
  });

  it('that are UTF-16 are recognised', () => {
    const help = /UTF-16/;
    expect(readSource(Uint8Array.from([0xff, 0xfe, 0x61, 0]), 'x').problems[0]?.help).toMatch(help);
    expect(readSource(Uint8Array.from([0xfe, 0xff, 0, 0x61]), 'x').problems[0]?.help).toMatch(help);
    expect(readSource(Uint8Array.from([0x61, 0, 0x62, 0]), 'x').problems[0]?.help).toMatch(help);
  });

  it('above the limit are not read', () => {
    expect(readSource('#'.repeat(2 ** 20 + 1), 'x').problems).toMatchObject([{ code: 'INPUT_TOO_LARGE' }]);
    expect(readSource(' '.repeat(2 ** 20), 'x').problems).toMatchObject([{ code: 'EMPTY_DOCUMENT' }]);
  });

  it.each([
    ['lines', (count: number) => `a:\n${'- 1\n'.repeat(count / 4)}`],
    ['brackets', (count: number) => `a: [${'1,'.repeat(count / 2)}]`],
  ])('of too many words for the parser are not read: %s', (_, write) => {
    expect(readSource(write(310_000), 'x').problems).toMatchObject([{ code: 'INPUT_TOO_LARGE' }]);
    expect(readSource(write(150_000), 'x').problems).toEqual([]);
  });
});

describe('the text to show', () => {
  it('has stars in place of credentials, one for each character', () => {
    const text = `spec:
  config: {sentry_dsn: "https://k@x", log_level: info}
  runners:
    a: {token: {value: EXAMPLE}}
    b: {token: {secretKeyRef: {name: gitlab-runner-token, key: token}}}
`;
    const shown = text.replace('https://k@x', '***********').replace('EXAMPLE', '*******');
    expect(readSource(text, 'x.yaml').text).toBe(shown);
  });

  it.each([
    ['a: glrt-EXAMPLE\n\tb', 'a: ************\n\tb'],
    ['token: something\n\tb', 'token: *********\n\tb'],
    ['"SecretKey" : "something', '"SecretKey" : "*********'],
    ['token = "something', 'token = "*********'],
    ['environment: ["API_TOKEN=something"', 'environment: ["API_TOKEN=*********"'],
  ])('has stars where the text cannot be read: %j', (text, shown) => {
    expect(readSource(text, 'x.yaml')).toMatchObject({ value: undefined, text: shown });
  });
});
