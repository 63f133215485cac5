import { describe, expect, it } from 'vitest';

import { overwritePattern } from '../../src/core/resolve/overwrite-pattern.ts';
import go from './go-matches.json' with { type: 'json' };

/** In which of the names `regexp.MatchString` of Go 1.24 finds each expression. */
const matches: Readonly<Record<string, readonly string[]>> = go.matches;

describe('admits', () => {
  it.each(Object.keys(matches))('takes the names that Go finds %s in', (pattern) => {
    const { admits } = overwritePattern(pattern)!;
    expect(go.names.filter(admits)).toEqual(matches[pattern]);
  });

  it('is quick with patterns made to be slow', () => {
    expect(overwritePattern('^(((((a*)*)*)*)*)*$')!.admits(`${'a'.repeat(62)}b`)).toBe(false);
    expect(overwritePattern(`${'(x+x+)+'.repeat(100)}y`)!.admits('x'.repeat(63))).toBe(false);
    expect(overwritePattern('((a{0,30}){0,30})$')!.admits('a'.repeat(63))).toBe(true);
  });

  it('leaves alone what is too large', () => {
    expect(overwritePattern('[a-z]'.repeat(5000))).toBeUndefined();
    expect(overwritePattern(`${'(a'.repeat(200)}${')*'.repeat(200)}`)).toBeUndefined();
    expect(overwritePattern('[a-z]{1000}'.repeat(11))).toBeUndefined();
  });
});

describe('isAnchored', () => {
  const isAnchored = (pattern: string): boolean | undefined => overwritePattern(pattern)?.isAnchored;

  it.each([
    '^ci-.*$',
    '\\Aci\\z',
    '^(a|b)$',
    '^[|$]$',
    '^a\\|b$',
    '(?i)^ci$',
    '.*',
    '.+',
    '.*-ci$',
    '^ci-.*',
    '(?:.*)',
    '^[]|]$',
    '^[[:alpha:]|]$',
    '^$',
    '^a$|^b$',
    '(^a$)',
    '^(?:a$|b$)',
    '(?m)\\Aa\\z',
    '(?:^a$)+',
  ])('holds for %s', (pattern) => {
    expect(isAnchored(pattern)).toBe(true);
  });

  it.each([
    'ci-.*',
    'ci-.+$',
    '^ci',
    '^ci\\$',
    '^a|b$',
    '^a$|b',
    '^ci[$]',
    '.*-ci',
    'a.*$',
    '^[[:alpha:]]|x$',
    '(?m)^a$',
    '(?m:^)a$',
    '^?ci$',
    '^*ci$',
    '(?:^a$)*',
    '^\\Qci$',
    '\\bci\\b',
    '^a?$?',
  ])('does not hold for %s', (pattern) => {
    expect(isAnchored(pattern)).toBe(false);
  });
});

describe('names', () => {
  const names = (pattern: string): readonly string[] | undefined => overwritePattern(pattern)?.names();

  it.each([
    ['^gitlab-runner$', ['gitlab-runner']],
    ['^a$|^b$', ['a', 'b']],
    ['(?i)^(Team-A|TEAM-B)$', ['team-a', 'team-b']],
    ['^ci-[1-3]$', ['ci-1', 'ci-2', 'ci-3']],
    ['^c\\bi$', []],
    ['^ci\\b-?$', ['ci', 'ci-']],
    ['^CI$', []],
    ['^(ci|)$', ['ci']],
  ])('lists those of %s', (pattern, expected) => {
    expect(names(pattern)).toEqual(expected);
  });

  it.each(['.*', '^ci-.*$', '^[a-z]$|^[0-9]$', '^ci', '^[a-z]{63}$', '^(a|b|c|d)*x$'])(
    'does not list the many of %s',
    (pattern) => {
      expect(names(pattern)).toBeUndefined();
    },
  );
});
