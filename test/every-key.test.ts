import { readFileSync } from 'node:fs';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, it } from 'vitest';

import type { KeyList } from '../scripts/upstream/refresh-config-keys.ts';
import { check } from '../src/core/document/check.ts';
import { resolve } from '../src/core/resolve/resolve.ts';
import { renderConfigToml, validateConfig } from '../src/index.ts';
import { everyKey } from './support/every-key.ts';

const listed = (
  JSON.parse(
    readFileSync(new URL('../scripts/upstream/config-keys.json', import.meta.url), 'utf8'),
  ) as KeyList
).keys;
const maps = new Set(listed.filter(({ type }) => type.startsWith('map<')).map(({ path }) => path));

describe('a document with every key of config.toml', () => {
  const document = everyKey();

  it('has no errors', () => {
    expect(validateConfig(document).diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('renders all 526 keys', () => {
    const paths = new Set<string>();
    const walk = (value: unknown, path: string): void => {
      if (path !== '') paths.add(path);
      if (Array.isArray(value)) {
        for (const item of value) if (typeof item === 'object') walkTable(item, `${path}[]`);
      } else if (!maps.has(path) && typeof value === 'object' && !(value instanceof Date))
        walkTable(value, path);
    };
    const walkTable = (table: unknown, path: string): void => {
      for (const [key, value] of Object.entries(table as object))
        walk(value, path === '' ? key : `${path}.${key}`);
    };
    walkTable(parseToml(renderConfigToml(document)), '');
    expect([...paths].sort()).toEqual(listed.map(({ path }) => path).sort());
  });

  it('reads back, by another parser, as the table that was written', () => {
    const checked = check(document);
    if (!checked.ok) throw new Error('not valid');
    expect(parseToml(renderConfigToml(document))).toEqual(resolve(checked.document).config.table);
  });
});
