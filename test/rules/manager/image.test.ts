import { describe, expect, it } from 'vitest';

import { findings } from '../../support/findings.ts';

const imageFindings = (image: object): string[] => findings({}, { version: '19.3.0', image });
const unusual = ['warning UNUSUAL_VALUE spec.image.tag'];

describe('image of the manager', () => {
  it.each(['alpine-v19.3.0', 'v19.3.0', 'alpine3.21-v19.3.0', '19.3.0-corp.1.2.3', 'corp-42'])(
    'takes the tag %s',
    (tag) => {
      expect(imageFindings({ tag })).toEqual([]);
    },
  );

  it.each(['latest', 'alpine-latest', 'alpine', 'bleeding', 'ubuntu-bleeding', 'alpine-v19.2.0', '18.0.0'])(
    'doubts the tag %s',
    (tag) => {
      expect(imageFindings({ tag })).toEqual(unusual);
    },
  );

  it('does not look at a tag beside a digest, which wins', () => {
    expect(imageFindings({ tag: 'latest', digest: `sha256:${'0'.repeat(64)}` })).toEqual([]);
  });
});
