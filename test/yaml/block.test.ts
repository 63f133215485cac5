import fc from 'fast-check';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { expect, it } from 'vitest';
import { parse } from 'yaml';

import { block } from '../../src/core/yaml/block.ts';

it('writes what it is given, on lines of its own', () => {
  const text = `kind: X
labels:
  a: "1"
  b: yes or no
empty: {}
list:
- a
- - b
  - []
- name: c
  args:
  - "0644"
script: |
  one

    two
end: |-
  one
  two
blank: |+
  one

`;
  expect(block(parse(text) as object)).toBe(text.replace('yes or no', '"yes or no"'));
});

it('means the same to a reader, whatever it writes', () => {
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom(...' \n\t\r#:-|>"\'é€😀ab0=_.xe[{'), maxLength: 12 }),
    fc.constantFrom('0X1F', '1e1_0', '=', '<<', '~', '---', 'on', '- a\n', ' \na', 'a\n ', '2024-01-01'),
  );
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      text,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      tie('list'),
      tie('map'),
    ),
    list: fc.array(tie('any'), { maxLength: 4 }),
    map: fc.dictionary(text, tie('any'), { maxKeys: 4, noNullPrototype: true }),
  }));
  fc.assert(
    fc.property(value.map, fc.constantFrom('', '    '), (map, indent) => {
      const text = `top:\n${block(map as object, `${indent}  `)}`;
      const expected = { top: Object.keys(map as object).length === 0 ? null : map };
      expect(parse(text)).toEqual(expected);
      expect(load(text, { schema: YAML11_SCHEMA })).toEqual(expected);
    }),
    { seed: 20260104 },
  );
});
