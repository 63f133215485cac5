import fc from 'fast-check';
import { expect, it } from 'vitest';

import { utf8, utf8Length } from '../../src/core/data/utf8.ts';
import { character } from '../support/random-text.ts';

it.each(['', 'plain\0', 'é', '\u07FF\u0800', '€', '\uFFFF', '😀', 'a😀b€'])(
  'writes %j as Node does',
  (text) => {
    expect(utf8(text)).toEqual([...Buffer.from(text)]);
  },
);

it('counts the bytes that it would write', () => {
  fc.assert(
    fc.property(fc.string({ unit: character }), (text) => {
      expect(utf8(text)).toEqual([...Buffer.from(text)]);
      expect(utf8Length(text)).toBe(Buffer.byteLength(text));
    }),
    { seed: 20260103 },
  );
});
