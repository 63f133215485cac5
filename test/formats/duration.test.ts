import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duration, durationToSeconds } from '../../src/core/formats/duration.ts';

describe('durationToSeconds', () => {
  it.each([
    ['0', 0],
    ['1h30m', 5400],
    ['250ms', 0.25],
    ['1.5h', 5400],
    ['-90s', -90],
    ['+.5s', 0.5],
    ['1us', 1e-6],
    ['1µs1μs', 2e-6],
    ['2ns', 2e-9],
    ['30m1h', 5400],
  ])('%s is %d seconds', (text, seconds) => expect(durationToSeconds(text)).toBe(seconds));

  it('refuses what is not a duration', () => expect(() => durationToSeconds('1d')).toThrow(RangeError));

  it('adds up what was put together', () => {
    const part = fc.tuple(
      fc.integer({ min: 0, max: 1000 }),
      fc.constantFrom<[string, number]>(['h', 3600], ['m', 60], ['s', 1]),
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
        const text = parts.map(([count, [unit]]) => `${count}${unit}`).join('');
        expect(duration.test(text)).toBe(true);
        expect(durationToSeconds(text)).toBe(
          parts.reduce((sum, [count, [, seconds]]) => sum + count * seconds, 0),
        );
      }),
    );
  });
});
