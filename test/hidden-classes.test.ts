import { setFlagsFromString } from 'node:v8';
import { describe, expect, it } from 'vitest';

import { withSharedHiddenClasses } from '../scripts/hidden-classes.ts';

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
    const [as, changed] = [compiled(literal), compiled(withSharedHiddenClasses(literal))];
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
    expect(withSharedHiddenClasses(text)).toBe(text);
  });

  it('keeps types', () => {
    expect(withSharedHiddenClasses('const a: A = <T,>(b: T) => ({ ...b, c: 1 }) as A;')).toBe(
      'const a: A = <T,>(b: T) => ({ ...undefined, ...b, c: 1 }) as A;',
    );
  });
});
