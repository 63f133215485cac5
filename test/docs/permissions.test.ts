import { describe, expect, it } from 'vitest';

import { granted, testsOf } from '../../scripts/permissions-page.ts';
import { readResult } from '../cluster/full/result.ts';

describe('docs/permissions.md', () => {
  const result = readResult().permissions!;
  const verbs = granted.flatMap(({ scope, apiGroup, resource, verbs }) =>
    verbs.map((verb) => ({ scope, apiGroup, resource, verb })),
  );

  it.each(verbs)('names a test that fails without $verb on $resource ($scope)', (verb) => {
    expect(testsOf(verb, result)).not.toEqual([]);
  });

  it('names no verb that is not granted', () => {
    const shown = result.tests.flatMap(({ meta }) => meta.verb ?? []);
    expect(verbs).toEqual(expect.arrayContaining(shown.map(({ seen: _, unseen: __, ...verb }) => verb)));
  });
});
