import { describe, expect, it } from 'vitest';

import { masked, maskedName } from '../../src/core/credentials/mask.ts';

describe('masked', () => {
  it.each([
    ['glrt-EXAMPLE0123456789abc', 'glrt-…'],
    ['token=glrtr-EXAMPLE.01.abc, then', 'token=glrtr-…, then'],
    ['GR1348941EXAMPLEexample', 'GR1348941…'],
    ['glpat-EXAMPLEexample01234567', 'glpat-…'],
    ['ghp_EXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLE01', 'ghp_…'],
    ['github_pat_EXAMPLEEXAMPLEEXAMPLE01', 'github_pat_…'],
    ['AKIAEXAMPLEEXAMPLE01', 'AKIA…'],
    ['eyJhbGciOiJFWEFNUExFIn0.eyJFWEFNUExF.EXAMPLE', 'eyJ…'],
    ['clone https://ci:EXAMPLE@example.com/a.git', 'clone https://…@example.com/a.git'],
    ['redis://:p@ss@cache:6379 and "https://u:EXAMPLE@h"', 'redis://…@cache:6379 and "https://…@h"'],
    ['There is no key "SeretKey:EXAMPLE" in s3.', 'There is no key "SeretKey:…" in s3.'],
    ['https://ci:glrt-EXAMPLE01@example.com', 'https://…@example.com'],
  ])('hides what is secret in %j', (text, shown) => {
    expect(masked(text)).toBe(shown);
  });

  it.each([
    'gitlab-runner-token',
    'glrt-',
    'git@example.com:group/project.git',
    'https://example.com/a@b',
    'someone@example.com',
    'registry.example.com/image@sha256:0123',
  ])('leaves %j as it is, but for a name before a host', (text) => {
    expect(masked(text)).toBe(text.replace('//example.com/a@', '//…@'));
  });
});

it.each([
  ['glrt-t1_EXAMPLE.yaml', 'glrt-…'],
  ['ci/glpat-EXAMPLEexample01234567.yaml', 'ci/glpat-…'],
  ['my-glrt-runner.yaml', 'my-glrt-runner.yaml'],
])('names %j as %j', (name, shown) => {
  expect(maskedName(name)).toBe(shown);
});
