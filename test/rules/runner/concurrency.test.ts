import { describe, expect, it } from 'vitest';

import { findings } from '../../support/findings.ts';

const entry = (key: string): object => ({
  url: 'https://gitlab.com',
  token: { secretKeyRef: { name: 'token', key } },
});

describe('concurrency', () => {
  it('counts runners against concurrent', () => {
    const runners = { a: entry('a'), b: entry('b'), c: entry('c') };
    expect(findings({}, { runners, config: { concurrent: 2 } })).toEqual([
      'warning CONCURRENT_TOO_LOW spec.config.concurrent',
    ]);
    expect(findings({}, { runners })).toEqual(['warning CONCURRENT_TOO_LOW spec.config']);
    expect(findings({}, { runners, config: { concurrent: 3 } })).toEqual([]);
  });

  it('finds a limit that is never reached', () => {
    expect(findings({ limit: 20 }, { config: { concurrent: 10 } })).toEqual(['warning NO_EFFECT limit']);
    expect(findings({ limit: 10 }, { config: { concurrent: 10 } })).toEqual([]);
  });
});
