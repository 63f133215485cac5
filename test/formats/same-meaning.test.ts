import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { durationToSeconds } from '../../src/core/formats/duration.ts';
import { formats } from '../../src/core/formats/index.ts';
import { compareQuantities } from '../../src/core/formats/quantity.ts';
import { formatSamples } from '../support/format-samples.ts';
import { spoilt } from '../support/spoilt.ts';

const suggestion = (name: string, text: string): string | undefined =>
  formats[name]!.test(text) ? undefined : formats[name]!.suggest?.(text);

describe.each(Object.keys(formats))('what %s suggests', (name) => {
  it('is of the format, and another text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), ...Object.values(formatSamples).flat().map(spoilt)), (text) => {
        const meant = suggestion(name, text);
        if (meant === undefined) return;
        expect(meant).not.toBe(text);
        expect(formats[name]!.test(meant)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

const number = fc.oneof(
  fc.nat(9999).map(String),
  fc.tuple(fc.nat(99), fc.nat(99)).map(([whole, part]) => `${whole}.${part}`),
);
const blank = fc.constantFrom('', ' ');

describe('a quantity that is suggested', () => {
  /** Units as people write them, and Kubernetes' suffix for them. */
  const units: readonly (readonly [string, string])[] = [
    ...['K', 'KB', 'kB', 'kb', 'k'].map((unit) => [unit, 'k'] as const),
    ...['MB', 'mb', 'Mb', 'MBytes'].map((unit) => [unit, 'M'] as const),
    ...['GB', 'gb', 'g', 'G', 'Gbytes'].map((unit) => [unit, 'G'] as const),
    ...['TB', 't', 'tb'].map((unit) => [unit, 'T'] as const),
    ...['KiB', 'kib', 'ki'].map((unit) => [unit, 'Ki'] as const),
    ...['MiB', 'mib', 'mi'].map((unit) => [unit, 'Mi'] as const),
    ...['GiB', 'gi', 'Gib'].map((unit) => [unit, 'Gi'] as const),
    ...['', 'B', 'b', 'bytes', 'cores', 'core', 'cpu', 'CPUs', 'vCPU'].map((unit) => [unit, ''] as const),
    ...['m', 'millicores', 'millicpu', 'mcpu'].map((unit) => [unit, 'm'] as const),
    ...['µ', 'μ', 'u'].map((unit) => [unit, 'u'] as const),
  ];

  it('is the amount that was written', () => {
    fc.assert(
      fc.property(
        number,
        fc.constantFrom('', 'e3', 'E-2', 'e+1'),
        blank,
        fc.constantFrom(...units),
        fc.boolean(),
        (digits, exponent, between, [unit, suffix], isComma) => {
          const text = (isComma ? digits.replace('.', ',') : digits) + exponent + between + unit;
          const meant = suggestion('quantity', text);
          if (meant === undefined) return;
          // Kubernetes has no suffix after an exponent.
          expect(exponent === '' || suffix === '').toBe(true);
          expect([text, meant, compareQuantities(meant, digits + exponent + suffix)]).toEqual([
            text,
            meant,
            0,
          ]);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('is none where the text may be two amounts', () => {
    for (const text of ['1,500', '1.500,5', '2,000 MB', '1,234,567'])
      expect(suggestion('quantity', text)).toBeUndefined();
  });
});

describe('a duration that is suggested', () => {
  const units: readonly (readonly [string, number])[] = [
    ...['d', ' d', 'days', ' day', 'D'].map((unit) => [unit, 86_400] as const),
    ...['h', ' h', ' hours', 'hrs', 'H'].map((unit) => [unit, 3600] as const),
    ...['m', ' min', ' minutes', 'mins'].map((unit) => [unit, 60] as const),
    ...['s', ' sec', ' seconds', 'S'].map((unit) => [unit, 1] as const),
    ...['ms', ' ms'].map((unit) => [unit, 0.001] as const),
    ...['us', ' µs'].map((unit) => [unit, 1e-6] as const),
  ];
  const part = fc.tuple(number, fc.constantFrom(...units));

  it('is the time that was written', () => {
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(' ', ', ', ' and ', ''),
        fc.boolean(),
        (parts, between, isComma) => {
          const text = parts
            .map(([digits, [unit]]) => (isComma ? digits.replace('.', ',') : digits) + unit)
            .join(between);
          const meant = suggestion('duration', text);
          if (meant === undefined) return;
          const seconds = parts.reduce((sum, [digits, [, factor]]) => sum + Number(digits) * factor, 0);
          expect(Math.abs(durationToSeconds(meant) - seconds)).toBeLessThan(1e-6 * (1 + seconds));
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('an address that is suggested', () => {
  const host = fc.constantFrom('minio', 's3.example.com', '192.0.2.1', '[2001:db8::1]');
  const scheme = fc.constantFrom('', 'http://', 'https://', 'HTTPS://');
  const port = fc.constantFrom('', ':80', ':443', ':9000');
  const path = fc.constantFrom('', '/', '/bucket', '/a/b?c');
  const portOf = (parts: { scheme: string; port: string }): string =>
    parts.port.slice(1) || (parts.scheme === 'http://' ? '80' : '443');

  it.each(['server-address', 'url', 'runner-url'])('as %s is that of the same server', (name) => {
    fc.assert(
      fc.property(fc.record({ scheme, host, port, path }), (parts) => {
        const meant = suggestion(name, Object.values(parts).join(''));
        if (meant === undefined) return;
        const {
          hostname,
          port: portMeant,
          pathname,
          search,
        } = new URL(meant.includes('//') ? meant : `https://${meant}`);
        const isPlain = meant.startsWith('http://');
        expect(hostname).toBe(parts.host);
        expect(portMeant || (isPlain ? '80' : '443')).toBe(portOf(parts));
        expect(pathname + search).toBe(parts.path === '' ? '/' : parts.path);
      }),
      { numRuns: 500 },
    );
  });
});
