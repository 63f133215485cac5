import { describe, expect, it } from 'vitest';

import { withOperation } from '../../src/core/data/json-patch.ts';
import { strategicMerge } from '../../src/core/data/strategic-merge.ts';

// What kubectl 1.34 makes of the same patches with `kubectl patch --local`.
describe('a strategic merge', () => {
  const pod = {
    nodeSelector: { a: '1', b: '2' },
    tolerations: [{ key: 'a' }],
    containers: [
      { name: 'runner', env: [{ name: 'A', value: '1' }], args: ['x'] },
      { name: 'other', image: 'i' },
    ],
  };
  it.each<[string, object, object]>([
    ['joins mappings', { nodeSelector: { b: '3' } }, { nodeSelector: { a: '1', b: '3' } }],
    ['takes away what is null', { nodeSelector: { a: null } }, { nodeSelector: { b: '2' } }],
    [
      'replaces a mapping that says so',
      { nodeSelector: { $patch: 'replace', c: '1' } },
      { nodeSelector: { c: '1' } },
    ],
    [
      'takes away a mapping that says so',
      { nodeSelector: { $patch: 'delete' } },
      { nodeSelector: undefined },
    ],
    [
      'replaces lists whose items have no name',
      { tolerations: [{ key: 'b' }] },
      { tolerations: [{ key: 'b' }] },
    ],
    [
      'joins lists by the names of their items',
      {
        containers: [
          { name: 'runner', env: [{ name: 'B', value: '2' }], args: ['y'] },
          { name: 'new', image: 'n' },
        ],
      },
      {
        containers: [
          {
            name: 'runner',
            env: [
              { name: 'B', value: '2' },
              { name: 'A', value: '1' },
            ],
            args: ['y'],
          },
          { name: 'new', image: 'n' },
          { name: 'other', image: 'i' },
        ],
      },
    ],
    [
      'takes an item away',
      { containers: [{ name: 'other', $patch: 'delete' }] },
      { containers: [pod.containers[0]] },
    ],
    [
      'replaces a list that says so',
      { containers: [{ name: 'new', image: 'n' }, { $patch: 'replace' }] },
      { containers: [{ name: 'new', image: 'n' }] },
    ],
    ['leaves directives out', { '$setElementOrder/containers': [] }, {}],
    ['takes values out of a list', { '$deleteFromPrimitiveList/names': ['b'] }, { names: ['a'] }],
  ])('%s', (_, patch, changed) => {
    const base = { ...pod, names: ['a', 'b'] };
    expect(strategicMerge(base, patch)).toEqual({ ...base, ...changed });
  });
});

describe('an operation of a JSON patch', () => {
  const data = { a: { b: [1, 2] }, 'x/y': 1 };
  it.each<[object, unknown]>([
    [
      { op: 'add', path: '/a/b/1', value: 9 },
      { ...data, a: { b: [1, 9, 2] } },
    ],
    [
      { op: 'add', path: '/a/b/-', value: 9 },
      { ...data, a: { b: [1, 2, 9] } },
    ],
    [
      { op: 'add', path: '/new/list/-', value: 9 },
      { ...data, new: { list: [9] } },
    ],
    [
      { op: 'replace', path: '/a/b/0', value: 9 },
      { ...data, a: { b: [9, 2] } },
    ],
    [
      { op: 'replace', path: '/x~1y', value: 9 },
      { ...data, 'x/y': 9 },
    ],
    [{ op: 'replace', path: '', value: 9 }, 9],
    [
      { op: 'remove', path: '/a/b/0' },
      { ...data, a: { b: [2] } },
    ],
    [{ op: 'remove', path: '/z' }, data],
    [
      { op: 'copy', from: '/a', path: '/c' },
      { ...data, c: { b: [1, 2] } },
    ],
    [
      { op: 'move', from: '/a', path: '/c' },
      { 'x/y': 1, c: { b: [1, 2] } },
    ],
    [{ op: 'test', path: '/x~1y', value: 1 }, data],
  ])('%j', (operation, value) => {
    expect(withOperation(data, operation)).toEqual({ value });
  });
  it.each<[object]>([
    [{ op: 'test', path: '/x~1y', value: 2 }],
    [{ op: 'add', path: '/a/b/7', value: 1 }],
    [{ op: 'add', path: '/a/b/7/c', value: 1 }],
    [{ op: 'add', path: '/x~1y/c', value: 1 }],
    [{ op: 'move', from: '/z', path: '/c' }],
    [{ op: 'add', path: 'a', value: 1 }],
    [{ op: 'increase', path: '/a' }],
    [{}],
  ])('%j cannot be done', (operation) => {
    expect(withOperation(data, operation)).toBeUndefined();
  });
});
