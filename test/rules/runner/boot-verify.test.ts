import { expect, it } from 'vitest';

import { findings } from '../../support/findings.ts';

it('misses the image of the trial job', () => {
  const experimental = { boot_verify: { enabled: true } };
  expect(findings({ experimental })).toEqual(['error NEEDS_KEY experimental.boot_verify']);
  expect(findings({ experimental, kubernetes: { image: 'alpine:3.22' } })).toEqual([]);
});
