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
