import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readSource } from '../../src/source/source.ts';

function read(text: string): { value: unknown; problems: string[] } {
  const { value, problems } = readSource(text, 'a.json');
  return {
    value,
    problems: problems.map(({ code, range }) => `${code} ${range?.start.line}:${range?.start.column}`),
  };
}

describe('JSON', () => {
  it.each([
    ['{"a":1,}', '1:7'],
    ['{"a":1 "b":2}', '1:8'],
    ["{'a':1}", '1:2'],
    ['{a:1}', '1:2'],
    ['{"a":1 // x\n}', '1:8'],
    ['{"a":"x\ny"}', '1:8'],
    ['{"a":"\\d"}', '1:7'],
    ['{"a":01}', '1:6'],
    ['{"a":+1}', '1:6'],
    ['{"a":1.}', '1:6'],
    ['{"a":NaN}', '1:6'],
    ['{"a":True}', '1:6'],
    ['{"a":1}\nx', '2:1'],
    ['{"a":"x', '1:6'],
    ['[1,2', '1:5'],
    ['{"a"', '1:5'],
    ['[1,\n\n}', '3:1'],
  ])('refuses %j at its place', (text, place) => {
    expect(read(text)).toEqual({ value: undefined, problems: [`JSON_SYNTAX ${place}`] });
  });

  it('refuses a repeated key and a second document, and reads on', () => {
    expect(read('{"a":1,"\\u0061":2} {}')).toEqual({
      value: { a: 1 },
      problems: ['DUPLICATE_KEY 1:8', 'MULTIPLE_DOCUMENTS 1:20'],
    });
  });

  it.each(['', ' \n'])('finds no document in %j', (text) => {
    expect(read(text).problems).toEqual(['EMPTY_DOCUMENT 1:1']);
  });

  it('refuses more than 64 levels and takes 64', () => {
    expect(read('['.repeat(100_000)).problems).toEqual(['TOO_DEEP 1:65']);
    expect(read('{"a":'.repeat(100_000)).problems).toEqual(['TOO_DEEP 1:321']);
    expect(read(`${'['.repeat(64)}${']'.repeat(64)}`).problems).toEqual([]);
  });

  it('reads what JSON.parse reads, to the same value', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom(undefined, 1, '\t'), (text, space) => {
        const value: unknown = JSON.parse(text);
        const written = JSON.stringify(value, null, space);
        expect(read(written)).toEqual(value === null ? { value, problems: [] } : { value, problems: [] });
      }),
      { seed: 20261124, numRuns: 500 },
    );
  });

  it('refuses what JSON.parse refuses', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'{}[],:"\\ue01-+.tfalsn \n\t'), maxLength: 12 }),
        (text) => {
          let isJson = true;
          try {
            JSON.parse(text);
          } catch {
            isJson = false;
          }
          expect(readSource(text, 'a.json').problems.some(({ code }) => code !== 'DUPLICATE_KEY')).toBe(
            !isJson,
          );
        },
      ),
      { seed: 20261124, numRuns: 5000 },
    );
  });
});
