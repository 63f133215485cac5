import { isMapping } from '../data/is-mapping.ts';
import { own } from '../data/own.ts';
import { setOwn } from '../data/set-own.ts';

/** Plain data that layers are made of. */
type Data = null | boolean | number | string | readonly Data[] | { readonly [key: string]: Data };
type Mapping = { readonly [key: string]: Data };

/**
 * Returns `base` with `over` laid on top: mappings are joined, other values of `over` win. Lists are joined
 * too; an item of `over` replaces the item of `base` with the same identity: the `name` of a mapping, with the
 * `mount_path` of a volume, which may be mounted twice; the variable of `NAME=value`.
 */
export function layer<T extends object>(base: object, over: T): T {
  return layerMappings(base as Mapping, over as unknown as Mapping) as unknown as T;
}

/** Returns layers laid on each other, the first at the bottom. */
export function layered(layers: readonly object[]): object {
  return layers.reduce((base, over) => layer(base, over));
}

function layerMappings(base: Mapping, over: Mapping): Mapping {
  const result: Record<string, Data> = {};
  for (const key of Object.keys(base)) setOwn(result, key, base[key]);
  for (const key of Object.keys(over)) {
    const below = own(base, key);
    const value = over[key]!;
    setOwn(result, key, below === undefined ? value : layerValues(below, value));
  }
  return result;
}

function layerValues(below: Data, value: Data): Data {
  if (isMapping(below) && isMapping(value)) return layerMappings(below, value);
  if (Array.isArray(below) && Array.isArray(value)) {
    const taken = new Set(value.map(identity));
    return [...below.filter((item) => !taken.has(identity(item))), ...value];
  }
  return value;
}

function identity(item: Data): string {
  if (isMapping(item) && typeof item.name === 'string') return JSON.stringify([item.name, item.mount_path]);
  if (typeof item === 'string') return `text ${/^[^=]*/.exec(item)![0]}`;
  return JSON.stringify(item);
}
