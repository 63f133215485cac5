import { describe, expect, it } from 'vitest';

import { globPattern } from '../../src/core/fence/glob-pattern.ts';

/** JavaScript has no `(?s:…)`. */
const matches = (glob: string, image: string): boolean => {
  const pattern = globPattern(glob);
  return pattern !== undefined && new RegExp(pattern.replaceAll('(?s:', '(?:'), 'su').test(image);
};

/** What the real runner says of images, by its pattern. */
const VERDICTS: Readonly<
  Record<string, { readonly yes: readonly string[]; readonly no: readonly string[] }>
> = {
  '*': { yes: ['alpine:3', 'alpine@sha256:0'], no: ['x/alpine', 'docker.io/alpine:3'] },
  '**': { yes: ['alpine', 'a/b/c:3'], no: [] },
  'd/*': { yes: ['d/a', 'd/'], no: ['d/l/a', 'd'] },
  'd/**': { yes: ['d/l/a', 'd', 'd/', 'd/a/b:1'], no: ['da', 'e/d/a'] },
  'd**': { yes: ['da', 'd'], no: ['d/a'] },
  'd/a**': { yes: ['d/ab'], no: ['d/ab/c'] },
  '**alpine': { yes: ['myalpine', 'alpine'], no: ['x/alpine'] },
  '**/alpine:*': { yes: ['alpine:3', 'a/b/alpine:', 'a/alpine:3'], no: ['a/balpine:3'] },
  'a/**/c': { yes: ['a/c', 'a/b/d/c'], no: ['ac', 'a/bc'] },
  'a?c': { yes: ['abc'], no: ['a/c', 'ac'] },
  'al{pine,x}:*': { yes: ['alpine:3', 'alx:'], no: ['al:3'] },
  '{a,b/**}': { yes: ['a', 'b/c/d', 'b'], no: ['a/c'] },
  '{a,{b,c}d}e': { yes: ['ae', 'bde', 'cde'], no: ['be'] },
  'a[0-9]': { yes: ['a1'], no: ['ab'] },
  'a[^0-9]': { yes: ['ab'], no: ['a1'] },
  'a[!0-9]': { yes: ['ab'], no: ['a1'] },
  'a[.^]': { yes: ['a.', 'a^'], no: ['ab'] },
  'A:1': { yes: ['A:1'], no: ['a:1'] },
  'a\\:1': { yes: ['a:1'], no: ['a\\:1'] },
  'a\\*': { yes: ['a*'], no: ['ab'] },
  'a[': { yes: [], no: ['a[', 'a'] },
  'a{b': { yes: [], no: ['a{b', 'ab'] },
  'a\\': { yes: [], no: ['a\\'] },
  '': { yes: [''], no: ['alpine:3'] },
  '*:3': { yes: ['alpine:3'], no: ['x/alpine:3'] },
  '**:3': { yes: ['alpine:3'], no: ['x/alpine:3'] },
  '*/b': { yes: ['/b', 'a/b'], no: ['b'] },
  'a//b': { yes: ['a//b'], no: ['a/b'] },
  'registry.example.com/x': { yes: ['registry.example.com/x'], no: ['registryXexample.com/x'] },
};

describe.each(Object.entries(VERDICTS))('the pattern %j', (glob, { yes, no }) => {
  it.each(yes.length > 0 ? yes : [undefined])('admits %j', (image) => {
    if (image !== undefined) expect(matches(glob, image)).toBe(true);
  });

  it.each(no.length > 0 ? no : [undefined])('does not admit %j', (image) => {
    if (image !== undefined) expect(matches(glob, image)).toBe(false);
  });
});

it('gives up on endless alternatives', () => {
  expect(globPattern('{a,b}'.repeat(9))).toBeDefined();
  expect(globPattern('{a,b}'.repeat(40))).toBeUndefined();
});
