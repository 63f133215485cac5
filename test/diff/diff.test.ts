import { describe, expect, it } from 'vitest';

import { diffObjects } from '../../src/diff/diff.ts';
import { EFFECTS } from '../../src/diff/effects.ts';
import { PAIRS } from './pairs.ts';

describe('A change does what it is expected to do', () => {
  it.each(Object.entries(PAIRS))('%s', (_name, { before, after, effects }) => {
    expect(diffObjects(before, after).effects.map(({ code }) => code)).toEqual(effects);
  });

  it('and each effect is one of them', () => {
    const shown = new Set(Object.values(PAIRS).flatMap(({ effects }) => effects));
    expect(Object.keys(EFFECTS).filter((code) => !shown.has(code as never))).toEqual([]);
  });

  it('leaves no change without an effect, and no sentence without its facts', () => {
    for (const { before, after } of Object.values(PAIRS)) {
      const { effects, changes } = diffObjects(before, after);
      expect(effects.length > 0).toBe(changes.length > 0);
      expect(JSON.stringify(effects)).not.toMatch(/\{\w+\}/);
    }
  });
});
