import { expect, it } from 'vitest';

import { isWithin, plainPath } from '../../src/core/data/directory.ts';

it.each([
  ['/certs/ca.crt', '/certs', true],
  ['/certs/ca.crt', '/certs/', true],
  ['/certs', '/certs', true],
  ['/certs', '/certs/', true],
  ['/certs/', '/certs', true],
  ['/certs', '/', true],
  ['/certs-of-others/ca.crt', '/certs', false],
  ['/', '/certs', false],
  ['/certs//ca.crt', '/./certs', true],
])('tells whether %s is within %s: %s', (path, directory, expected) => {
  expect(isWithin(path, directory)).toBe(expected);
});

it.each([
  ['/certs/', '/certs'],
  ['/certs', '/certs'],
  ['/certs//', '/certs'],
  ['/certs/.', '/certs'],
  ['/certs/./', '/certs'],
  ['//certs///a/././b', '/certs/a/b'],
  ['/./certs', '/certs'],
  ['/.certs/.a', '/.certs/.a'],
  ['/certs../...', '/certs../...'],
  ['certs/', 'certs'],
  ['/', '/'],
  ['//', '/'],
  ['/.', '/'],
  ['', ''],
])('writes %j as it is used: %j', (path, expected) => {
  expect(plainPath(path)).toBe(expected);
});

it('takes linear time', () => {
  expect(plainPath('/.'.repeat(200_000))).toBe('/');
  expect(plainPath(`${'/'.repeat(200_000)}a`)).toBe('/a');
});
