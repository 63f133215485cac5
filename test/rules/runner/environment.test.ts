import { describe, expect, it } from 'vitest';

import { compile } from '../../../src/core/compile.ts';
import { findings } from '../../support/findings.ts';
import { documentWith } from '../../support/rendered.ts';

describe('feature flags in the environment of jobs', () => {
  it('are those of the runner', () => {
    expect(findings({ environment: ['FF_USE_FASTZIP=true', 'FFMPEG=1', 'MY_FF_X=1'] })).toEqual([]);
    expect(findings({ environment: ['A=1', 'FF_USE_FASTZPI=true'] })).toEqual([
      'warning NO_EFFECT environment[1]',
    ]);
  });

  it('are told by the name alone', () => {
    const environment = ['FF_USE_FASTZPI=hidden'];
    const [one] = compile(documentWith({}, { environment })).diagnostics;
    expect(one?.help).toContain('FF_USE_FASTZIP');
    expect(JSON.stringify(one)).not.toContain('hidden');
  });
});
