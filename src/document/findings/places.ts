import type { Path } from '../../data/path.ts';
import { formatPath } from '../../diagnostics/diagnostic.ts';
import { fold } from '../../diagnostics/nearest.ts';
import { followed, rootSchema, type SchemaNode } from '../../schema/node.ts';

/** A mapping of the document that has a key; `*` stands for what people name themselves, `[]` for list items. */
interface Place {
  readonly key: string;
  readonly mapping: readonly string[];
}

let index: Map<string, Place[]> | undefined;

/**
 * Returns the mappings of the document that have the key as it is spelled, and those that have a similar one: with
 * other case or separators, or in the plural. Of each those that are the fewest levels away.
 */
export function mappingsWith(
  key: string,
  path: Path,
): { readonly exact: readonly string[]; readonly similar: readonly string[] } {
  index ??= placesByKey();
  const places = index.get(fold(key)) ?? [];
  return {
    exact: nearestMappings(
      places.filter((place) => place.key === key),
      path,
    ),
    similar: nearestMappings(
      places.filter((place) => place.key !== key),
      path,
    ),
  };
}

function nearestMappings(places: readonly Place[], path: Path): string[] {
  const levels = ({ mapping }: Place): number =>
    path.length + mapping.length - 2 * sharedLength(mapping, path);
  const fewest = Math.min(...places.map(levels));
  return places
    .filter((place) => levels(place) === fewest)
    .map(({ mapping }) => formatMapping(mapping, path));
}

/** How many levels the mapping and the path have in common. */
function sharedLength(mapping: readonly string[], path: Path): number {
  const end = mapping.findIndex((part, at) => !fits(part, path[at]));
  return end < 0 ? mapping.length : end;
}

function fits(part: string, at: string | number | undefined): boolean {
  return part === at || (part === '*' && typeof at === 'string') || (part === '[]' && typeof at === 'number');
}

/**
 * All mappings by the folded names of their keys. Left out: Kubernetes' own types, keys that stay unchecked, and what
 * runners share, whose keys are those of each.
 */
function placesByKey(): Map<string, Place[]> {
  const found = new Map<string, Place[]>();
  const visit = (node: SchemaNode, mapping: readonly string[]): void => {
    if (node.$ref?.startsWith('#/definitions/io.k8s.') || mapping.at(-1) === 'unchecked' || node['x-merged'])
      return;
    const { properties = {}, additionalProperties, items } = followed(node);
    for (const [key, property] of Object.entries(properties)) {
      found.set(fold(key), [...(found.get(fold(key)) ?? []), { key, mapping }]);
      visit(property, [...mapping, key]);
    }
    if (typeof additionalProperties === 'object') visit(additionalProperties, [...mapping, '*']);
    if (items) visit(items, [...mapping, '[]']);
  };
  visit(rootSchema(), []);
  return found;
}

/** Writes a mapping with the names of the path where it follows the path, and `<id>` for others. */
function formatMapping(mapping: readonly string[], path: Path): string {
  if (mapping.length === 0) return 'the document itself';
  const shared = sharedLength(mapping, path);
  const named = mapping.map((part, at) => (at < shared ? path[at]! : part === '*' ? '<id>' : part));
  return formatPath(named).replaceAll('["<id>"]', '.<id>').replaceAll('["[]"]', '[]');
}
