import fc from 'fast-check';

import { unsafeCharacter } from '../../src/formats/unsafe-text.ts';

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
