import { describe, expect, it } from 'vitest';

import { findings } from '../../support/findings.ts';

describe('certificates in jobs', () => {
  it.each<[object, string[]]>([
    [{ configMap: 'ca' }, []],
    [{ secret: 'ca' }, []],
    [{ mountPath: '/certs' }, ['error NEEDS_KEY spec.certificates.inJobs']],
    [{ configMap: 'ca', secret: 'ca' }, ['error EXCLUSIVE_KEYS spec.certificates.inJobs.secret']],
  ])('looks where jobs get their bundle from: %j', (inJobs, expected) => {
    expect(findings({}, { certificates: { inJobs } })).toEqual(expected);
  });
});
