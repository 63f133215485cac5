import { setFlagsFromString } from 'node:v8';
import { describe, expect, it } from 'vitest';

import { withFewHiddenClasses } from '../scripts/hidden-classes.ts';

setFlagsFromString('--allow-natives-syntax');
const haveOne = new Function('one', 'other', 'return %HaveSameMap(one, other)') as (
  one: object,
  other: object,
) => boolean;

type Make = (value: number, given: object) => object;

/** A function whose body is an expression, after V8 has seen it several times. */
function compiled(expression: string): Make {
  const make = new Function('value', 'given', `return ${expression}`) as Make;
  for (let count = 0; count < 20; count += 1) make(count, { count });
  return make;
}

const LITERALS = [
  '({ ...given, value })',
  '({ ...given, ...(value > 0 && { value }), more: { ...given, inner: { ...given, value } } })',
  '({\n  // what is given\n  ...given,\n  value,\n})',
  '[{...given, value}].map((item) => ({ ...item, more: 1 }))[0]',
];

describe('objects that begin with a spread', () => {
  it.each(LITERALS)('are the same, and share a hidden class: %s', (literal) => {
    const [as, changed] = [compiled(literal), compiled(withFewHiddenClasses(literal))];
    const given = { count: 5 };
    expect(changed(7, given)).toEqual(as(7, given));
    expect(Object.keys(changed(7, given))).toEqual(Object.keys(as(7, given)));
    expect(haveOne(changed(1, given), changed(2, given))).toBe(true);
  });

  it.each([
    '({ ...given })',
    '({ value, ...given })',
    '[...given, value]',
    'call(...given, value)',
    "'{ ...given, value }'",
    '`{ ...given, value }`',
  ])('are all that is changed: %s', (text) => {
    expect(withFewHiddenClasses(text)).toBe(text);
  });

  it('keeps types', () => {
    expect(withFewHiddenClasses('const a: A = <T,>(b: T) => ({ ...b, c: 1 }) as A;')).toBe(
      'const a: A = <T,>(b: T) => ({ ...undefined, ...b, c: 1 }) as A;',
    );
  });
});

describe('tables', () => {
  const keys = Array.from({ length: 8 }, (_, index) => `key${index}`);
  const entries = keys.map((key) => `${key}: '${key}'`).join(', ');
  const tableOf = (text: string): Record<string, unknown> =>
    new Function(`${text}; return table;`)() as Record<string, unknown>;
  const hasFastKeys = new Function('table', 'return %HasFastProperties(table)') as (table: object) => boolean;

  it('are dictionaries with the same entries', () => {
    const text = `const table = { ${entries} }`;
    const table = tableOf(withFewHiddenClasses(text));
    expect(Object.entries(table)).toEqual(Object.entries(tableOf(text)));
    expect([hasFastKeys(tableOf(text)), hasFastKeys(table)]).toEqual([true, false]);
    expect(table.constructor).toBeUndefined();
  });

  it('may have types', () => {
    expect(withFewHiddenClasses(`const table = { ${entries} } as const satisfies A;`)).toBe(
      `const table = { __proto__: null, ${entries} } as const satisfies A;`,
    );
  });

  it.each([
    `const small = { a: 1, b: 2 };`,
    `const rendered = () => ({ ${entries} });`,
    `function render() { const object = { ${entries} }; return object; }`,
    `const list = [{ ${entries} }];`,
  ])('are all that is changed: %s', (text) => {
    expect(withFewHiddenClasses(text)).toBe(text);
  });
});
