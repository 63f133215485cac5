import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse as parseDocument, stringify } from 'yaml';

import { numeric, parseAny } from '../../src/doors/krm/parse.ts';
import { readBlock } from '../../src/doors/krm/read-block.ts';

const RUNS = Number(process.env.FUZZ_RUNS ?? 30_000);

const ODD = `  a: |
    x

    y
     z
  b: |-
    q


  c: |+
    r


  d:
  - - 1
    - 2.5
  - a: 012
    b: ~
  - 'it''s'
  - "q\\n\\t\\"x"
  - |
    text
  e: 2001-01-01
  f: -0
  g: .5
  h: 1_000
  i: null
  j: {}
  k: []
  l: -x --y
  n: 0x1F
  o: 1e3
  p:
    q:
  r: a # b
  10: 1
`;

/** What kustomize could send, in the forms that writers of YAML choose from. */
const texts = readdirSync(fileURLToPath(new URL('../golden', import.meta.url)))
  .map((name) => fileURLToPath(new URL(`../golden/${name}/document.yaml`, import.meta.url)))
  .map((file): unknown => parseDocument(readFileSync(file, 'utf8')))
  .flatMap((document) =>
    [true, false].map((option) =>
      stringify(
        { apiVersion: 'config.kubernetes.io/v1', kind: 'ResourceList', items: [document] },
        { indentSeq: option, singleQuote: option, lineWidth: 0, aliasDuplicateObjects: false },
      ),
    ),
  )
  .concat(ODD, `items:\n${ODD}`);

/** Lines of one of them, as far to the left as they are or as they go. */
const excerpt = fc
  .tuple(fc.constantFrom(...texts), fc.nat(), fc.nat(30), fc.boolean())
  .map(([text, start, length, isOutdented]) => {
    const lines = text.trimEnd().split('\n');
    const from = start % lines.length;
    const some = lines.slice(from, from + 1 + length);
    const indent = isOutdented ? some[0]!.length - some[0]!.trimStart().length : 0;
    return `${some.map((line) => line.slice(indent)).join('\n')}\n`;
  });

const piece = fc.constantFrom(
  ...[
    '\n',
    '\n\n',
    ' ',
    '  ',
    '- ',
    '-',
    ':',
    ': ',
    '#',
    ' #',
    '"',
    "'",
    "''",
    '|',
    '|-',
    '|+',
    '>',
    '|2',
    '\t',
  ],
  ...[
    '\\',
    '\\n',
    '\\x',
    '{',
    '}',
    '[',
    ']',
    '{}',
    '[]',
    '&a ',
    '*a',
    '!',
    '!!str ',
    '%',
    '@',
    '`',
    '?',
    '? ',
  ],
  ...[
    '<<: ',
    '<<',
    '~',
    'null',
    'Null',
    'true',
    'True',
    'yes',
    '0',
    '-0',
    '012',
    '0o7',
    '0x1f',
    '1_0',
    '1e5',
  ],
  ...[
    '.5',
    '+',
    '.',
    '+1',
    '-1',
    '1.',
    '1.2.3',
    '...',
    '---',
    '--- ',
    '__proto__: 1',
    'a: 1',
    'a:',
    'k: v w',
  ],
  ...[
    '2001-01-01',
    '2001-01-01T00:00:00Z',
    '2001-1-1 1:1:1.5.',
    '.inf',
    '.nan',
    '=',
    'é',
    '\u0085',
    '\r',
    '\r\n',
  ],
  ...[
    '\ufeff',
    '\u2028',
    '\0',
    '\x7f',
    ',',
    'constructor: 1',
    'toString:',
    '$',
    '(',
    ';',
    '^',
    '/',
    '_',
    ' - a',
  ],
);

/** What goes wrong with a text: something more, something less, a line further in or out, a line again, another value. */
const change = fc
  .tuple(fc.nat(), fc.nat(4), piece, piece, fc.nat())
  .map(([place, kind, one, other, size]) => (text: string): string => {
    const at = place % (text.length + 1);
    const lines = text.split('\n');
    const line = place % lines.length;
    if (kind === 0) return text.slice(0, at) + one + text.slice(at);
    if (kind === 1) return text.slice(0, at) + text.slice(at + 1 + (size % 3));
    if (kind === 2) {
      lines[line] = size % 2 === 0 ? ` ${lines[line]}` : lines[line]!.replace(/^ {1,2}/, '');
      return lines.join('\n');
    }
    if (kind === 3) return lines.toSpliced(line, 0, lines[size % lines.length]!).join('\n');
    lines[line] = lines[line]!.replace(
      /(: |- |^).*$/,
      (_, lead: string) => lead + one + (size % 2 ? other : ''),
    );
    return lines.join('\n');
  });

const spoilt = fc
  .tuple(excerpt, fc.array(change, { maxLength: 3 }))
  .map(([text, changes]) => changes.reduce((result, apply) => apply(result), text));

it('reads no text in another way than js-yaml does', { timeout: 600_000 }, () => {
  let count = 0;
  fc.assert(
    fc.property(spoilt, (text) => {
      const value = readBlock(text, numeric);
      if (value === undefined) return;
      count++;
      const expected = parseAny(text);
      expect(value).toStrictEqual(expected);
      // The order of keys too.
      expect(JSON.stringify(value)).toBe(JSON.stringify(expected));
    }),
    { numRuns: RUNS },
  );
  // Else this would say little.
  expect(count).toBeGreaterThan(RUNS / 6);
});

it.each(texts.filter((text) => !text.endsWith(ODD) && !text.includes('\t')))(
  'reads what kustomize sends: %#',
  (text) => {
    expect(readBlock(text, numeric)).toStrictEqual(parseAny(text));
    expect(readBlock(text, numeric)).toBeDefined();
  },
);

it.each([
  '- a: 1\n',
  'a: b',
  'a: b\r\n',
  'ä: b\n',
  'a: \tb\n',
  'a: [1]\n',
  'a: &b c\n',
  'a: !!str 1\n',
  'a: b # c\n',
  'a: b\n  c\n',
  'a: >\n  b\n',
  'a: |2\n  b\n',
  'a: "\\x41"\n',
  'a: 1\na: 2\n',
  '__proto__: 1\n',
  '<<: {}\n',
  'true: 1\n',
  '---\na: 1\n',
])('leaves other forms to js-yaml: %j', (text) => {
  expect(readBlock(text, numeric)).toBeUndefined();
});
