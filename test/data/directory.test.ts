import { expect, it } from 'vitest';

import { isWithin, withoutSlash } from '../../src/data/directory.ts';

it.each([
  ['/certs/ca.crt', '/certs', true],
  ['/certs/ca.crt', '/certs/', true],
  ['/certs', '/certs', true],
  ['/certs', '/certs/', true],
  ['/certs/', '/certs', true],
  ['/certs', '/', true],
  ['/certs-of-others/ca.crt', '/certs', false],
  ['/', '/certs', false],
])('tells whether %s is within %s: %s', (path, directory, expected) => {
  expect(isWithin(path, directory)).toBe(expected);
});

it.each([
  ['/certs/', '/certs'],
  ['/certs', '/certs'],
  ['/', '/'],
  ['', ''],
])('writes %j without a slash at its end: %j', (path, expected) => {
  expect(withoutSlash(path)).toBe(expected);
});
