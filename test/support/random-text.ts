import fc from 'fast-check';

import { unsafeCharacter } from '../../src/core/formats/unsafe-text.ts';

/** Any character, the surrogates left out. The unit `binary` is the same, and makes a table of all of them first. */
export const character: fc.Arbitrary<string> = fc
  .integer({ min: 0, max: 0x10f7ff })
  .map((number) => String.fromCodePoint(number < 0xd800 ? number : number + 0x800));

/** Text with what YAML, TOML and shells find hard. */
export const text: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.constantFrom(
        '"',
        "'",
        '\\',
        '"""',
        "'''",
        '\n',
        '\r\n',
        '\t',
        ' ',
        '#',
        ': ',
        '- ',
        '%',
        '${X}',
        '0x1F',
        '1_000',
        '-_1',
        '.inf',
        'yes',
        'null',
        '---\n',
        '\u00a0',
        '😀',
      ),
    ),
    { maxLength: 4 },
  )
  .map((parts) => parts.join(''))
  .filter((candidate) => unsafeCharacter(candidate) === undefined);
