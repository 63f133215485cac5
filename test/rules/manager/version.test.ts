import { describe, expect, it } from 'vitest';

import { compile } from '../../../src/core/compile.ts';
import { since } from '../../../src/core/generated/annotations.ts';
import { isAtLeast, NEWEST_KNOWN } from '../../../src/core/runner-release.ts';
import { findings } from '../../support/findings.ts';
import { documentWith } from '../../support/rendered.ts';

const known = Number.parseInt(NEWEST_KNOWN, 10);

describe('the release', () => {
  it.each([`${known}.11.3`, `${known + 1}.0.0`, `${known + 1}.11.0`, '18.11.2'])('may be %s', (version) => {
    expect(findings({}, { version })).toEqual([]);
  });

  it.each(['91.3.0', `${known + 2}.0.0`, '19.30.0', '18.12.0'])('is hardly %s', (version) => {
    expect(findings({}, { version })).toEqual(['warning UNUSUAL_VALUE spec.version']);
  });

  it('has its digits in the right order', () => {
    expect(compile(documentWith({ version: '91.3.0' })).diagnostics[0]?.suggestion).toBe('19.3.0');
    expect(compile(documentWith({ version: '77.3.0' })).diagnostics[0]?.suggestion).toBe(undefined);
  });

  it('is known up to the newest that a key came with', () => {
    const releases = since.map(([, release]) => release);
    expect(releases.filter((release) => !isAtLeast(`${NEWEST_KNOWN}.0`, release))).toEqual([]);
    expect(releases).toContain(NEWEST_KNOWN);
  });
});
