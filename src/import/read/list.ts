import { isMapping } from '../../core/data/is-mapping.ts';
import { below, type Located } from './located.ts';

/** Returns the objects of a list, as `kubectl get -o yaml` prints one, or the only one where it is not a list. */
export function itemsOf(data: Located): readonly Located[] {
  const { value } = data;
  if (!isMapping(value) || !Array.isArray(value.items) || typeof value.kind !== 'string') return [data];
  const kind = /^(\w*)List$/.exec(value.kind)?.[1];
  if (kind === undefined || typeof value.apiVersion !== 'string') return [data];
  const items: readonly unknown[] = value.items;
  return items.flatMap((item, index): readonly Located[] => {
    if (!isMapping(item)) return [];
    const located = below(data, ['items', index]);
    // The items of a list of one kind need not say which.
    const whole = { apiVersion: value.apiVersion, ...(kind !== '' && { kind }), ...item };
    return itemsOf({ ...located, value: whole });
  });
}
