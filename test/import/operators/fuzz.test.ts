import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';

import { importConfig } from '../../../src/import/import-config.ts';

const directory = new URL('fixtures/', import.meta.url);
const fixtures = readdirSync(directory).map((file) => ({
  file,
  documents: parseAllDocuments(readFileSync(new URL(file, directory), 'utf8')).map(
    (one) => one.toJS() as object,
  ),
}));

/** What people write by mistake, or what a tool leaves behind. */
const ODD: readonly unknown[] = [
  null,
  [],
  {},
  '',
  0,
  -1,
  true,
  'x y',
  '${VALUE}',
  '{{ .Values.x }}',
  [null],
  [{}],
  { a: [] },
  '[[runners]]',
  '-',
];
const SECRETS = [
  'glpat-AbCdEfGhIjKlMnOpQrSt',
  'glrt-uVwXyZaBcDeFgHiJkLmN',
  'https://user:hunter2hunter2@example.com/',
];

type Path = readonly (string | number)[];

/** The paths of all values in a value. */
function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    ...(path.length > 0 ? [path] : []),
    ...Object.entries(value).flatMap(([key, item]) =>
      pathsIn(item, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

function withValue(value: unknown, [first, ...rest]: Path, next: unknown): unknown {
  if (first === undefined) return next;
  if (Array.isArray(value))
    return value.map((item: unknown, at) => (at === first ? withValue(item, rest, next) : item));
  const mapping = value as Record<string, unknown>;
  return { ...mapping, [first]: withValue(mapping[first], rest, next) };
}

function textOf(documents: unknown): string {
  return (documents as object[]).map((one) => JSON.stringify(one)).join('\n---\n');
}

const mutants = fixtures.flatMap(({ file, documents }) =>
  pathsIn(documents)
    .filter((path) => path.length > 1)
    .map((path) => ({ file, documents, path })),
);

describe.each(fixtures)('$file', ({ file }) => {
  const own = mutants.filter((one) => one.file === file);

  it('ends no import, whatever stands in it', () => {
    for (const [index, { documents, path }] of own.entries()) {
      for (const odd of [ODD[index % ODD.length], ODD[(index * 7 + 3) % ODD.length]]) {
        const text = textOf(withValue(documents, path, odd));
        expect(
          () => importConfig([{ name: file, text }]),
          `${path.join('.')}: ${JSON.stringify(odd)}`,
        ).not.toThrow();
      }
    }
  });

  it('shows no credential, wherever one stands in it', () => {
    const shown: string[] = [];
    for (const [index, { documents, path }] of own.entries()) {
      const secret = SECRETS[index % SECRETS.length]!;
      const made = importConfig([{ name: file, text: textOf(withValue(documents, path, secret)) }]);
      if (JSON.stringify(made).includes(secret.slice(12, 22))) shown.push(path.join('.'));
    }
    expect(shown).toEqual([]);
  });
});
