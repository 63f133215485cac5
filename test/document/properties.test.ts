import fc from 'fast-check';
import { expect, it } from 'vitest';

import { render, type SharingSpec } from '../../src/index.ts';
import { validDocument } from '../support/document-arbitrary.ts';

it('renders of keys that runners share what it renders of the same keys in each entry', () => {
  fc.assert(
    fc.property(validDocument, (document) => {
      const { runners, runnerDefaults: _, ...spec } = document.spec as SharingSpec;
      const [[id, entry]] = Object.entries(runners) as [[string, Record<string, unknown>]];
      const shared = Object.fromEntries(Object.entries(entry).filter((_, index) => index % 2 === 0));
      const own = Object.fromEntries(Object.entries(entry).filter((_, index) => index % 2 === 1));
      const alone = { ...document, spec: { ...spec, runners: { [id]: entry } } };
      const split = { ...document, spec: { ...spec, runnerDefaults: shared, runners: { [id]: own } } };
      const [before, after] = [render(alone), render(split)];
      fc.pre(before.ok);
      expect(after.ok && after.objects).toEqual(before.objects);
    }),
    { numRuns: 60 },
  );
});
