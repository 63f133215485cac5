import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { mostJsonBytes } from '../../src/core/data/json-bytes.ts';
import { utf8Length } from '../../src/core/data/utf8.ts';
import { character } from '../support/random-text.ts';

describe('the most that JSON may have of bytes', () => {
  it('is never less than what it has', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: character }), (value) => {
        expect(mostJsonBytes(value)).toBeGreaterThanOrEqual(utf8Length(JSON.stringify(value)));
      }),
      { numRuns: 500 },
    );
  });

  it('is no more than seven times that', () => {
    const value = {
      metadata: { name: 'a'.repeat(50), labels: { app: 'b'.repeat(50) } },
      data: ['x'.repeat(500)],
    };
    expect(mostJsonBytes(value)).toBeLessThan(7 * JSON.stringify(value).length);
  });
});
