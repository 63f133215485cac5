import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { base64, fromBase64 } from '../../src/core/data/base64.ts';

describe('base64', () => {
  it('gives back any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fromBase64(base64(text))).toBe(text);
        expect(fromBase64(Buffer.from(text).toString('base64'))).toBe(text);
      }),
    );
  });

  it('reads lines of it, as tools write them', () => {
    expect(fromBase64('Z2xydC1\nFWEFNUExF\n')).toBe('glrt-EXAMPLE');
  });

  it.each([
    ['no base64', 'glrt-'],
    ['a part of a group', 'Z2x'],
    ['bytes that are no text', '/w=='],
    ['a character cut in two', 'w6nD'],
    ['an overlong form', 'wIA='],
    ['half of a surrogate pair', '7aCA'],
  ])('tells %s', (_, text) => {
    expect(fromBase64(text)).toBeUndefined();
  });
});
