import { expect, it } from 'vitest';

import { holdsOtherToken, holdsRunnerToken, isRegistrationToken } from '../../src/credentials/tokens.ts';

it.each([
  ['glrt-t1_EXAMPLE', true],
  ['x glrt-EXAMPLE', true],
  ['GR1348941EXAM', true],
  ['glrt-shared-runners-production', false],
  ['glpat-EXAMPLEexample01234567', false],
])('tells whether %j can only be a token of a runner', (text, expected) => {
  expect(holdsRunnerToken(text)).toBe(expected);
});

it.each([
  ['glpat-EXAMPLEexample01234567', true],
  ['glpat-short', false],
  ['my-glpat-EXAMPLEexample01234567', false],
  ['AKIAEXAMPLEEXAMPLE01', true],
  ['glrt-t1_EXAMPLEEXAMPLEEXAMPLE', false],
])('tells whether %j can only be another token', (text, expected) => {
  expect(holdsOtherToken(text)).toBe(expected);
});

it('knows tokens that only register runners', () => {
  expect(isRegistrationToken('GR1348941EXAMPLE')).toBe(true);
  expect(isRegistrationToken('glrt-EXAMPLE')).toBe(false);
});
