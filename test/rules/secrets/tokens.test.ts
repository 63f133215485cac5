import { describe, expect, it } from 'vitest';

import { findings } from '../../support/findings.ts';

describe('tokens', () => {
  it('cannot be renewed', () => {
    const expiry = { token_expires_at: '2027-01-01T00:00:00Z' };
    expect(findings(expiry)).toEqual(['warning UNUSUAL_VALUE token_expires_at']);
    expect(findings({ token_expires_at: '0001-01-01T00:00:00Z' })).toEqual([]);
    expect(findings({ ...expiry, feature_flags: { FF_DISABLE_AUTOMATIC_TOKEN_ROTATION: true } })).toEqual([]);
  });
});

describe('one token for two runners', () => {
  const told = (...tokens: readonly object[]): string[] => {
    const runners = tokens.map((token, index) => [`r${index}`, { url: 'https://gitlab.com', token }]);
    return findings({}, { runners: Object.fromEntries(runners), config: { concurrent: 9 } });
  };
  const from = (name: string, key?: string): object => ({ secretKeyRef: { name, key } });

  it('is doubted at each that comes after the first', () => {
    expect(told(from('a', 'x'), from('a', 'x'), from('a', 'x'))).toEqual([
      'warning UNUSUAL_VALUE spec.runners.r1.token',
      'warning UNUSUAL_VALUE spec.runners.r2.token',
    ]);
    expect(told(from('a'), from('a', 'token'))).toEqual(['warning UNUSUAL_VALUE spec.runners.r1.token']);
    const value = { value: `glrt-${'x'.repeat(20)}` };
    expect(told(value, value)).toEqual(['warning UNUSUAL_VALUE spec.runners.r1.token']);
  });

  it('is none with another key or another Secret', () => {
    expect(told(from('a', 'x'), from('a', 'y'), from('b', 'x'))).toEqual([]);
  });
});
