import { readFileSync } from 'node:fs';

import type { SchemaNode } from '../../src/core/schema/node.ts';

export const schema = JSON.parse(
  readFileSync(new URL('../../src/core/schema/gitlab-runner.schema.json', import.meta.url), 'utf8'),
) as SchemaNode;

/**
 * Where a value is allowed, whichever way the document leads there: the name of the definition and the keys below it,
 * `Metrics.service.port`. The items of a list are at the list's own place, the values of a mapping at `place.*`.
 */
export type Place = string;

/** A part of the schema, and its place. */
export interface Part {
  readonly node: SchemaNode;
  readonly place: Place;
}

export const join = (place: Place, key: string): Place => (place === '' ? key : `${place}.${key}`);

/** Returns what a reference leads to, and its place, which is the same from wherever it is referred to. */
export function followed({ node, place }: Part): Part {
  if (node.$ref === undefined) return { node, place };
  const name = node.$ref.slice('#/definitions/'.length);
  return followed({ node: schema.definitions![name]!, place: name });
}

/** The parts right below, by their key: the properties, or as `*` the values of a mapping. */
function below(part: Part): ReadonlyMap<string, Part> {
  const { node, place } = followed(part);
  if (node.items) return below({ node: node.items, place });
  const { properties = {}, additionalProperties } = node;
  const any = typeof additionalProperties === 'object' ? { '*': additionalProperties } : {};
  return new Map(
    Object.entries({ ...properties, ...any }).map(([key, inner]) => [
      key,
      { node: inner, place: join(place, key) },
    ]),
  );
}

/** Every place, with those right above it. */
export const places: ReadonlyMap<Place, ReadonlySet<Place>> = everyPlace();

function everyPlace(): Map<Place, Set<Place>> {
  const found = new Map<Place, Set<Place>>();
  const visit = (part: Part, above: Place): void => {
    for (const inner of below(part).values()) {
      const known = found.get(inner.place);
      found.set(inner.place, (known ?? new Set<Place>()).add(above));
      if (!known) visit(inner, inner.place);
    }
  };
  visit({ node: schema, place: '' }, '');
  return found;
}

/** The values of a document at each place that it has one at. */
export function valuesByPlace(document: unknown): ReadonlyMap<Place, readonly unknown[]> {
  const found = new Map<Place, unknown[]>();
  const visit = (value: unknown, part: Part): void => {
    if (Array.isArray(value)) {
      const { node, place } = followed(part);
      for (const item of value) visit(item, { node: node.items ?? {}, place });
    } else if (typeof value === 'object' && value !== null) {
      const known = below(part);
      for (const [key, item] of Object.entries(value)) {
        const next = known.get(key) ?? known.get('*');
        if (next === undefined) continue;
        found.set(next.place, [...(found.get(next.place) ?? []), item]);
        visit(item, next);
      }
    }
  };
  visit(document, { node: schema, place: '' });
  return found;
}
