import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';

import { checkRendered } from '../../src/index.ts';

const weird = [null, 1, 'text', [], {}, [null], { a: null }, [[1]], { name: 1 }, [{ name: null }]];

type Keys = readonly (string | number)[];

function pathsOf(value: unknown, depth = 0): Keys[] {
  if (typeof value !== 'object' || value === null || depth > 9) return [];
  return Object.entries(value).flatMap(([key, item]) => [
    [key],
    ...pathsOf(item, depth + 1).map((path) => [key, ...path]),
  ]);
}

function replaced(object: object, [key, ...rest]: Keys, value: unknown): object {
  const copy = (Array.isArray(object) ? [...object] : { ...object }) as Record<string | number, unknown>;
  copy[key!] = rest.length === 0 ? value : replaced(copy[key!] as object, rest, value);
  return copy;
}

it.each(['base', 'session-ingress', 'service-monitor'])(
  'looks at objects without an exception, whatever one of their parts is: %s',
  (golden) => {
    const text = readFileSync(new URL(`../golden/${golden}/objects.yaml`, import.meta.url), 'utf8');
    const objects = parseAllDocuments(text).map((one) => one.toJS() as object);
    let looked = 0;
    objects.forEach((object, index) => {
      for (const path of pathsOf(object)) {
        const value = weird[looked % weird.length];
        expect(Array.isArray(checkRendered(objects.with(index, replaced(object, path, value))))).toBe(true);
        looked += 1;
      }
    });
    expect(looked).toBeGreaterThan(200);
  },
);
