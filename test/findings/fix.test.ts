import { describe, expect, it } from 'vitest';

import { diagnostic } from '../../src/core/findings/diagnostic.ts';
import { type Fix, fixed } from '../../src/core/findings/fix.ts';

const data = { a: { b: 1, c: { d: [2, 3] } }, e: null };

describe('a fix', () => {
  it.each<[string, Fix, unknown]>([
    [
      'renames a key, which stays in its place',
      { do: 'rename', path: ['a', 'b'], key: 'x' },
      { a: { x: 1, c: { d: [2, 3] } }, e: null },
    ],
    ['leaves a key that is to be quoted', { do: 'rename', path: ['a', 'b'], key: 'b' }, data],
    [
      'sets a value',
      { do: 'set', path: ['a', 'c', 'd', 1], value: '3' },
      { a: { b: 1, c: { d: [2, '3'] } }, e: null },
    ],
    ['adds a key', { do: 'set', path: ['x'], value: {} }, { ...data, x: {} }],
    ['removes an entry', { do: 'remove', path: ['a', 'c'] }, { a: { b: 1 }, e: null }],
    ['removes an item', { do: 'remove', path: ['a', 'c', 'd', 0] }, { a: { b: 1, c: { d: [3] } }, e: null }],
    [
      'moves an entry',
      { do: 'move', path: ['a', 'b'], to: ['a', 'c', 'x'] },
      { a: { c: { d: [2, 3], x: 1 } }, e: null },
    ],
    [
      'makes the mappings on the way',
      { do: 'move', path: ['a', 'b'], to: ['e', 'x', 'y'] },
      { a: { c: { d: [2, 3] } }, e: { x: { y: 1 } } },
    ],
  ])('%s', (_, fix, expected) => {
    const before = structuredClone(data);
    expect(JSON.stringify(fixed(data, fix))).toBe(JSON.stringify(expected));
    expect(data).toEqual(before);
  });

  it.each<[string, Fix]>([
    ['renames no key to one that is there', { do: 'rename', path: ['a', 'b'], key: 'c' }],
    ['renames nothing that is not there', { do: 'rename', path: ['a', 'x'], key: 'y' }],
    ['moves nothing onto an entry', { do: 'move', path: ['a', 'b'], to: ['a', 'c'] }],
    ['moves nothing into a list', { do: 'move', path: ['a', 'b'], to: ['a', 'c', 'd', 'x'] }],
    ['moves nothing into itself', { do: 'move', path: ['a', 'c'], to: ['a', 'c', 'd', 'x'] }],
    ['has no root to work on', { do: 'remove', path: [] }],
    ['adds nothing to a list', { do: 'set', path: ['a', 'c', 'd', 5], value: 1 }],
  ])('%s', (_, fix) => {
    expect(fixed(data, fix)).toBeUndefined();
  });

  const token = `glrt-${'t'.repeat(20)}`;
  it.each<Fix>([
    { do: 'set', path: ['a'], value: [{ x: `https://u:${token}@host` }] },
    { do: 'set', path: ['a'], value: { [token]: 1 } },
    { do: 'rename', path: ['a'], key: token },
  ])('with a credential is left out of a finding', (fix) => {
    expect(diagnostic('UNKNOWN_KEY', { path: ['a'] }, 'It is wrong.', { fix })).not.toHaveProperty('fix');
  });
});
