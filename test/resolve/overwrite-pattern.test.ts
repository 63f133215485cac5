import { describe, expect, it } from 'vitest';

import { choice } from '../../src/resolve/overwrite-pattern.ts';

const mayChoose = (pattern: string | undefined, name: string): boolean => choice(pattern)(name);

describe('choice', () => {
  it.each<[string, string, boolean]>([
    ['^team-[a-z]+$', 'team-a', true],
    ['^team-[a-z]+$', 'team-1', false],
    ['team', 'my-team-a', true],
    ['^team', 'my-team', false],
    ['team$', 'team-a', false],
    ['^(?:ci|qa)$', 'qa', true],
    ['^(ci|qa)$', 'qa-1', false],
    ['.*', 'anything', true],
    ['^ci-.*-[0-9]?$', 'ci-a-1', true],
    ['^ci-.*-[0-9]?$', 'ci', false],
    ['^[^a]+$', 'banana', false],
    ['^ci\\-a$', 'ci-a', true],
  ])('knows whether %s matches %s', (pattern, name, expected) => {
    expect(mayChoose(pattern, name)).toBe(expected);
  });

  it('is false where jobs may not choose', () => {
    expect(mayChoose(undefined, 'ci')).toBe(false);
    expect(mayChoose('', 'ci')).toBe(false);
  });

  it.each([
    '(a+)+$',
    '^a|b$',
    '(?i)CI',
    '^ci-\\d+$',
    '^[[:alpha:]]+$',
    '^a{3}$',
    '[z-a]',
    'a*a*a*a*a*b',
    '(a|a)(a|a)$',
  ])('takes %s, which it does not look into, for a match', (pattern) => {
    expect(mayChoose(pattern, 'zzz')).toBe(true);
  });

  it('is quick with patterns made to be slow', () => {
    const long = `${'[a-z]'.repeat(5000)}*x`;
    expect(mayChoose(long, 'a'.repeat(63))).toBe(false);
    expect(mayChoose(`^${'(?:'.repeat(5000)}`, 'a')).toBe(true);
    expect(mayChoose('.*.*.*.*x', 'a'.repeat(63))).toBe(false);
  });
});
