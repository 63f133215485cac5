import { describe, expect, it } from 'vitest';

import { diffObjects } from '../../src/operate/diff/diff.ts';
import { EFFECTS } from '../../src/operate/diff/effects.ts';
import { PAIRS } from './pairs.ts';

describe('A change does what it is expected to do', () => {
  it.each(Object.entries(PAIRS))('%s', (_name, { before, after, effects }) => {
    const found = diffObjects(before, after);
    expect(found.effects.map(({ code }) => code)).toEqual(effects);
    // No change is without an effect, and no sentence without its facts.
    expect(found.effects.length > 0).toBe(found.changes.length > 0);
    expect(JSON.stringify(found.effects)).not.toMatch(/\{\w+\}/);
  });

  it('and each effect is one of them', () => {
    const shown = new Set(Object.values(PAIRS).flatMap(({ effects }) => effects));
    expect(Object.keys(EFFECTS).filter((code) => !shown.has(code as never))).toEqual([]);
  });
});
