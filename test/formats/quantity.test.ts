import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { billionthsOf, compareQuantities, quantity, quantityOf } from '../../src/core/formats/quantity.ts';

describe('compareQuantities', () => {
  it.each([
    ['1', '1000m', 0],
    ['1Gi', '1073741824', 0],
    ['1Gi', '1G', 1],
    ['0.5', '500m', 0],
    ['-1', '1', -1],
    ['1e3', '1k', 0],
    ['1E', '1e18', 0],
    ['1Ei', '1E', 1],
    ['0.1', '100m', 0],
    ['.1m', '100u', 0],
    ['9007199254740993', '9007199254740992', 1],
    ['1e999', '999Ei', 1],
    ['1e-999', '0', 1],
    ['-0', '0', 0],
  ])('%s to %s is %i', (a, b, sign) => {
    expect(compareQuantities(a, b)).toBe(sign);
    expect(compareQuantities(b, a) + sign).toBe(0);
  });

  it('refuses what is not a quantity', () => expect(() => compareQuantities('1', '2GB')).toThrow(RangeError));

  const text = fc
    .tuple(
      fc.constantFrom('', '-', '+'),
      fc.integer({ min: 0, max: 9999 }),
      fc.option(fc.integer({ min: 0, max: 999 }), { nil: undefined }),
      fc.constantFrom(
        '',
        'n',
        'u',
        'm',
        'k',
        'M',
        'G',
        'T',
        'P',
        'E',
        'Ki',
        'Mi',
        'Gi',
        'Ti',
        'Pi',
        'Ei',
        'e2',
        'E-2',
      ),
    )
    .map(
      ([sign, whole, fraction, suffix]) =>
        `${sign}${whole}${fraction === undefined ? '' : `.${fraction}`}${suffix}`,
    );

  it('is a total order', () => {
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        expect(quantity.test(a)).toBe(!a.startsWith('-'));
        expect(compareQuantities(a, a)).toBe(0);
        expect(compareQuantities(a, b) + compareQuantities(b, a)).toBe(0);
        const [low = '', middle = '', high = ''] = [a, b, c].sort(compareQuantities);
        expect(compareQuantities(low, middle)).toBeLessThanOrEqual(0);
        expect(compareQuantities(middle, high)).toBeLessThanOrEqual(0);
        expect(compareQuantities(low, high)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('agrees with numbers, and a suffix is its power', () => {
    const powers: [string, number][] = [
      ['', 1],
      ['k', 1000],
      ['Ki', 1024],
      ['M', 1000 ** 2],
      ['Mi', 1024 ** 2],
    ];
    fc.assert(
      fc.property(
        fc.integer({ min: -9999, max: 9999 }),
        fc.constantFrom(...powers),
        fc.integer({ min: -9999, max: 9999 }),
        fc.constantFrom(...powers),
        (a, [aSuffix, aPower], b, [bSuffix, bPower]) => {
          expect(compareQuantities(`${a}${aSuffix}`, `${b}${bSuffix}`)).toBe(
            Math.sign(a * aPower - b * bPower) + 0,
          );
        },
      ),
    );
  });
});

describe('amounts in billionths', () => {
  it.each([
    ['1', '1'],
    ['1500m', '1500m'],
    ['0.3', '300m'],
    ['2000m', '2'],
    ['1536Mi', '1536Mi'],
    ['1.5Gi', '1536Mi'],
    ['1024Mi', '1Gi'],
    ['1048576', '1Mi'],
    ['512Ki', '524288'],
    ['1G', '1000000000'],
    ['0', '0'],
    ['7n', '7n'],
    ['1e-12', '1n'],
    ['1e3', '1000'],
  ])('%s comes out as %s', (text, written) => {
    expect(quantityOf(billionthsOf(text))).toBe(written);
  });

  it('throws where the text is no quantity', () => {
    expect(() => billionthsOf('lots')).toThrow(RangeError);
  });
});
