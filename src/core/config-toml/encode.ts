import stringify from '@iarna/toml/stringify.js';

import { unsafeCharacter } from '../formats/unsafe-text.ts';

/** What config.toml can hold. Keys are written in the order of the object, scalars before tables. */
export type TomlValue = string | number | boolean | readonly TomlValue[] | TomlTable;
/** A table of config.toml. */
export interface TomlTable {
  readonly [key: string]: TomlValue;
}

/**
 * Returns the TOML text of a table, in the layout of `@iarna/toml`. The text of numbers is ours: the library
 * writes thousands separators, and `1e-7.undefined` for small floats. It prints whatever `toISOString` returns
 * for a value that looks like a date, so a number is handed over as one.
 *
 * @throws TypeError where TOML cannot carry the value, or the library would drop or distort it.
 */
export function encodeToml(table: TomlTable): string {
  return stringify(toLibrary(table, 'config.toml') as object);
}

function toLibrary(value: TomlValue, path: string): unknown {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return checkText(value, path);
  if (typeof value === 'number') return literal(numberText(value, path));
  if (Array.isArray(value)) {
    const items: readonly TomlValue[] = value;
    if (new Set(items.map(kindOf)).size > 1)
      throw new TypeError(`${path}: a TOML array holds one kind of value`);
    return items.map((item, index) => toLibrary(item, `${path}[${index}]`));
  }
  if (typeof value !== 'object' || value === null) {
    throw new TypeError(`${path}: TOML has no ${value === null ? 'null' : typeof value}`);
  }
  const table: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    // To the library, a table with this key is a date.
    if (key === 'toISOString' || key === '__proto__')
      throw new TypeError(`${path}: the key ${key} cannot be written`);
    table[checkText(key, path)] = toLibrary((value as TomlTable)[key]!, `${path}.${key}`);
  }
  return table;
}

function literal(text: string): { valueOf: () => number; toISOString: () => string } {
  return { valueOf: () => 0, toISOString: () => text };
}

function kindOf(value: TomlValue): string {
  return Array.isArray(value) ? 'array' : typeof value;
}

function checkText(text: string, path: string): string {
  const character = unsafeCharacter(text);
  if (character !== undefined) throw new TypeError(`${path}: the character ${character} cannot be written`);
  return text;
}

function numberText(value: number, path: string): string {
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) {
    throw new TypeError(`${path}: the number ${value} cannot be written exactly`);
  }
  return Object.is(value, -0) ? '0' : String(value);
}
