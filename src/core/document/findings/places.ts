import type { Path } from '../../data/path.ts';
import type { PathPattern } from '../../data/pattern-tree.ts';
import { formatPath } from '../../findings/diagnostic.ts';
import { fold, nearest } from '../../findings/nearest.ts';
import { suits } from '../../schema/accepts.ts';
import { followed, rootSchema, type SchemaNode } from '../../schema/node.ts';

/** A mapping of the document that has a key; `*` stands for what people name themselves, `[]` for list items. */
interface Place {
  readonly key: string;
  readonly mapping: readonly string[];
  readonly node: SchemaNode;
  /** Whether the mapping is of one of Kubernetes' own types. */
  readonly isKubernetes: boolean;
}

/** Where a key was probably meant to be: how it is spelt there, and the mappings that have it. */
export interface Home {
  readonly key: string;
  readonly mappings: readonly string[];
  /** The mapping as the schema has it, where there is one. */
  readonly only?: PathPattern;
  /** Whether the mapping lies above or below the one in which the key is written. */
  readonly isInLine: boolean;
}

/** With more places than this, none is more likely than another. */
const MAX_MAPPINGS = 3;

/** A place further away was probably not intended. */
const MAX_LEVELS = 4;

let index: Map<string, Place[]> | undefined;

/**
 * Returns the mappings that have the key as it is spelt and accept its value: of them those that are the fewest levels
 * away. Where none accepts the value and all mean the same, the value has to change as well.
 */
export function homeOf(key: string, value: unknown, path: Path): Home | undefined {
  const places = placesOf(fold(key)).filter(
    (place) => place.key === key && levelsTo(place, path) <= MAX_LEVELS,
  );
  const fitting = places.filter(({ node }) => suits(value, node));
  const isOne = new Set(places.map(({ node }) => JSON.stringify(node))).size === 1;
  return homeAmong(fitting.length === 0 && isOne ? places : fitting, path);
}

/** The same for a key that is spelt almost as the given one: with other case or separators, or in the plural. */
export function homeOfSimilar(key: string, value: unknown, path: Path): Home | undefined {
  return homeAmong(
    placesOf(fold(key)).filter((place) => place.key !== key && suits(value, place.node)),
    path,
  );
}

/** The same for a mistyped key. A short word is too near to too many others. */
export function homeOfMisspelt(key: string, value: unknown, path: Path): Home | undefined {
  const folded = fold(key);
  const isMeant = ({ node }: Place): boolean => suits(value, node);
  const meant = nearest(folded, placesByKey().keys(), Math.min(2, Math.floor(folded.length / 4)), (near) =>
    placesOf(near).some(isMeant),
  );
  return meant === undefined ? undefined : homeAmong(placesOf(meant).filter(isMeant), path);
}

function homeAmong(places: readonly Place[], path: Path): Home | undefined {
  const near = places.filter((place) => levelsTo(place, path) <= MAX_LEVELS);
  const fewest = Math.min(...near.map((place) => levelsTo(place, path)));
  const nearest = near.filter((place) => levelsTo(place, path) === fewest);
  const [first] = nearest;
  if (first === undefined) return undefined;
  const { key, mapping } = first;
  const same = nearest.filter((place) => place.key === key);
  const mappings = same.map((place) => formatMapping(place.mapping, path));
  const isInLine = sharedLength(mapping, path) === Math.min(mapping.length, path.length);
  // A name that other places have too may mean another thing here.
  const isClear = isInLine || placesOf(fold(key)).every((place) => ownName(place) === ownName(first));
  const isOnly = nearest.length === 1 && first.mapping.length > 0 && isClear;
  return mappings.length > MAX_MAPPINGS
    ? undefined
    : { key, mappings, isInLine, ...(isOnly && { only: mapping }) };
}

/** The name of a mapping. It is the same in an entry of a runner and in what all runners share. */
function ownName({ mapping }: Place): string {
  return mapping
    .join('.')
    .replace(/^spec\.runners\.\*/, 'runner')
    .replace(/^spec\.runnerDefaults/, 'runner');
}

/** How far a mapping is from the path. A type of Kubernetes' own counts twice, and only below the path. */
function levelsTo({ mapping, isKubernetes }: Place, path: Path): number {
  const shared = sharedLength(mapping, path);
  const levels = path.length + mapping.length - 2 * shared;
  if (!isKubernetes) return levels;
  return shared === path.length ? 2 * levels : Number.POSITIVE_INFINITY;
}

/** How many levels the mapping and the path have in common. */
function sharedLength(mapping: readonly string[], path: Path): number {
  const end = mapping.findIndex((part, at) => !fits(part, path[at]));
  return end < 0 ? mapping.length : end;
}

function fits(part: string, at: string | number | undefined): boolean {
  return part === at || (part === '*' && typeof at === 'string') || (part === '[]' && typeof at === 'number');
}

function placesOf(folded: string): readonly Place[] {
  return placesByKey().get(folded) ?? [];
}

function placesByKey(): Map<string, Place[]> {
  index ??= indexed();
  return index;
}

/** All mappings by the folded names of their keys. Of Kubernetes' own types it has the first level. */
function indexed(): Map<string, Place[]> {
  const found = new Map<string, Place[]>();
  const visit = (node: SchemaNode, mapping: readonly string[]): void => {
    if (mapping.at(-1) === 'unchecked') return;
    const isKubernetes = node.$ref?.startsWith('#/definitions/io.k8s.') === true;
    const { properties = {}, additionalProperties, items } = followed(node);
    for (const [key, property] of Object.entries(properties)) {
      found.set(fold(key), [...(found.get(fold(key)) ?? []), { key, mapping, node: property, isKubernetes }]);
      if (!isKubernetes) visit(property, [...mapping, key]);
    }
    if (isKubernetes) return;
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
