import { valueAt } from '../../../core/data/path.ts';
import type { Setting } from '../../draft.ts';
import type { Located } from '../../read/located.ts';
import type { projected } from '../../read/projected.ts';
import { type Field, fields } from './fields.ts';

/** The globals that are written, as config.toml has them. */
export function globals(spec: Located): Parameters<typeof projected>[1] {
  return fields.flatMap((row) => {
    if (!('global' in row)) return [];
    const from = row.field.split('.');
    const value = globalOf(spec, row);
    return value === undefined ? [] : [{ from, to: [row.global], value }];
  });
}

export function theirDefaults(spec: Located): Setting[] {
  return fields.flatMap((row): Setting[] =>
    'global' in row && row.theirs !== undefined && globalOf(spec, row) === undefined
      ? [{ path: ['spec', 'config', row.global], value: row.theirs }]
      : [],
  );
}

/** What a field says for a global key, where it says something. */
function globalOf(spec: Located, row: Extract<Field, { readonly global: string }>): unknown {
  const value = valueAt(spec.value, row.field.split('.'));
  if (value === '' || value === null) return undefined;
  const isLow = row.low !== undefined && /^(?:-|0+[a-z]*$)/.test(String(value));
  return isLow ? (row.low ?? undefined) : value;
}
