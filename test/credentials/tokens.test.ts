import { expect, it } from 'vitest';

import { holdsOtherToken, holdsRunnerToken, isRegistrationToken } from '../../src/core/credentials/tokens.ts';

it.each([
  ['glrt-t1_EXAMPLE', true],
  ['x glrt-EXAMPLE', true],
  ['GR1348941EXAM', true],
  ['glrt-shared-runners-production', false],
  ['curl -tglrt-t1_EXAMPLE', true],
  ['x%3Aglrt-t1_EXAMPLE', true],
  ['glpat-EXAMPLEexample01234567', false],
])('tells whether %j can only be a token of a runner', (text, expected) => {
  expect(holdsRunnerToken(text)).toBe(expected);
});

it.each([
  ['glpat-EXAMPLEexample01234567', true],
  ['glpat-short', false],
  ['my-glpat-EXAMPLEexample01234567', true],
  ['glpat-runner-registration-token', false],
  ['-tAKIAEXAMPLEEXAMPLE01', true],
  ['x%3AAKIAEXAMPLEEXAMPLE01', true],
  ['XAKIAEXAMPLEEXAMPLE01', false],
  ['eyJhbGciOiJFWEFNUExFIn0.eyJFWEFNUExF.EXAMPLE', true],
  ['eyJhbGciOiJFWEFNUExFIn0', false],
  [`xoxb-${'EXAMPLE'.repeat(3)}`, true],
  [`AccountKey=${'EXAMPLE1'.repeat(11).slice(2)}==`, true],
  [`sha512-${'EXAMPLE1'.repeat(11).slice(2)}==`, false],
  ['AKIAEXAMPLEEXAMPLE01', true],
  ['{"auths":{"r":{"auth":"RVhBTVBMRTpFWEFNUExF"}}}', true],
  ['{\\"auth\\": \\"RVhBTVBMRTpFWEFNUExF\\"}', true],
  ['{"auth":"basic"}', false],
  ['glrt-t1_EXAMPLEEXAMPLEEXAMPLE', false],
])('tells whether %j can only be another token', (text, expected) => {
  expect(holdsOtherToken(text)).toBe(expected);
});

it('knows tokens that only register runners', () => {
  expect(isRegistrationToken('GR1348941EXAMPLE')).toBe(true);
  expect(isRegistrationToken('glrt-EXAMPLE')).toBe(false);
});
