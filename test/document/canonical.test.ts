import { describe, expect, it } from 'vitest';

import { canonical } from '../../src/core/document/canonical.ts';

const problemsOf = (input: unknown): string[] => canonical(input).problems.map(({ code }) => code);

describe('canonical', () => {
  it('looks at the length of a list before it looks into it', () => {
    expect(problemsOf({ a: new Array(2 ** 31) })).toEqual(['INPUT_TOO_LARGE']);
  });

  it('returns no value where it could not tell everything that is wrong with it', () => {
    const bells = (count: number): object => ({ list: Array.from({ length: count }, () => '\u0007') });
    expect(canonical(bells(99)).value).toEqual(bells(99));
    const { value, problems } = canonical(bells(101));
    expect(value).toBeUndefined();
    expect(problems).toHaveLength(100);
  });

  it('says once that there are too many values', () => {
    const many = new Array(3_000_000).fill(0);
    const { value, problems } = canonical([many, many, many]);
    expect(value).toBeUndefined();
    expect(problems.map(({ code }) => code)).toEqual(['INPUT_TOO_LARGE']);
  });

  it.each<[string, () => unknown]>([
    [
      'a getter makes longer',
      () => {
        const list: string[] = [];
        return new Proxy(list, {
          get: (_, key) => (key === 'length' ? 1 + list.length : key === '0' ? list.push('b') && 'a' : 'c'),
        });
      },
    ],
    [
      'answers differently when asked again for its length',
      () => {
        let asked = 0;
        return new Proxy(['a'], {
          get: (list, key) => (key === 'length' && asked++ > 0 ? 2 ** 31 : Reflect.get(list, key)),
        });
      },
    ],
    [
      'iterates without end',
      () =>
        Object.assign(['a'], {
          *[Symbol.iterator]() {
            for (;;) yield 'b';
          },
        }),
    ],
  ])('takes as many items as a list has at first: one that %s', (_case, list) => {
    expect(canonical({ list: list() })).toEqual({ value: { list: ['a'] }, problems: [] });
  });

  it('touches nothing that a getter throws', () => {
    const hostile = {
      get a(): never {
        throw Object.defineProperty(new Error(), 'name', {
          get() {
            throw new Error('escaped');
          },
        });
      },
    };
    expect(problemsOf(hostile)).toEqual(['NOT_DATA']);
  });
});
