import { nearest } from '../../core/findings/nearest.ts';
import { ANY_ENTRY, ANY_KEY, documentPlace, type Place, placesEndingWith, placesFrom } from './places.ts';
import type { PathPart } from './read-path.ts';

/** What a path may mean: one place, several, or with none those that may have been meant. */
export type Found =
  | { readonly place: Place }
  | { readonly ambiguous: readonly Place[] }
  | { readonly unknown: string; readonly near: readonly Place[] };

/**
 * Finds the place of a path that begins at the document, at its `spec`, or at any key whose place is unique. Parts for the
 * entries of lists may be left out, and after a key for those of mappings too.
 */
export function find(parts: readonly PathPart[]): Found {
  if (parts.length === 0) return { place: documentPlace() };
  const [place, ...others] = readings(parts);
  if (place === undefined) return nothing(parts);
  return others.length === 0 ? { place } : { ambiguous: [place, ...others] };
}

/** The places that a path may mean, of all readings only the best. */
function readings(parts: readonly PathPart[]): readonly Place[] {
  let best = Number.POSITIVE_INFINITY;
  let found: Place[] = [];
  const last = parts.at(-1)!;
  const candidates = [last.text, ANY_KEY, ...(last.isEntry ? [ANY_ENTRY] : [])];
  for (const place of new Set(candidates.flatMap(placesEndingWith))) {
    const rank = rankOf(place, parts);
    if (rank < best) {
      best = rank;
      found = [];
    }
    if (rank === best && rank < Number.POSITIVE_INFINITY) found.push(place);
  }
  return found;
}

/** One more than any path has parts. */
const STEP = 1000;

/**
 * How far-fetched it is that the path means the place; infinite where it cannot. A path from the document's top comes
 * before one from within, our keys come before those of Kubernetes' types, and a key of the schema before a name that
 * the user chose.
 */
function rankOf(place: Place, parts: readonly PathPart[]): number {
  const { pattern, isKubernetes, isMerged } = place;
  const match = matched(pattern, parts);
  if (match === undefined) return Number.POSITIVE_INFINITY;
  const { names, start } = match;
  if (start === 0 || (start === 1 && pattern[0] === 'spec')) return names;
  const isKey = pattern[start] === parts[0]!.text;
  // A wrong key from the top of the document does not count as a name that the user chose further below.
  const isWrong =
    names > 0 && tops().some(({ below }) => below.some((top) => top.pattern.at(-1) === pattern[start]));
  if (!isKey || isMerged || isWrong) return Number.POSITIVE_INFINITY;
  return (isKubernetes ? 2 : 1) * STEP + names;
}

/**
 * How a path fits the end of a pattern: where in the pattern it begins, and how many parts are names that users choose.
 */
interface Match {
  readonly start: number;
  readonly names: number;
}

/** Fits the parts up to an index to the keys up to one; a path ends at what it names, so the last key is not left out. */
function matched(
  pattern: readonly string[],
  parts: readonly PathPart[],
  at = pattern.length - 1,
  index = parts.length - 1,
): Match | undefined {
  if (index < 0) return { start: at + 1, names: 0 };
  const key = pattern[at];
  const part = parts[index]!;
  if (key === undefined) return undefined;
  const isOptional = at < pattern.length - 1;
  if (key === ANY_ENTRY) {
    if (part.isEntry) return matched(pattern, parts, at - 1, index - 1);
    return isOptional ? matched(pattern, parts, at - 1, index) : undefined;
  }
  if (key !== ANY_KEY) {
    return key === part.text && !part.isAny ? matched(pattern, parts, at - 1, index - 1) : undefined;
  }
  const without = isOptional && !part.isAny ? matched(pattern, parts, at - 1, index) : undefined;
  if (without !== undefined) return without;
  const rest = matched(pattern, parts, at - 1, index - 1);
  return rest && { ...rest, names: rest.names + (part.isAny ? 0 : 1) };
}

/** How many places that may have been meant are listed. */
const MAX_NEAR = 5;

function nothing(parts: readonly PathPart[]): Found {
  for (let length = parts.length - 1; length >= 0; length -= 1) {
    const above = length === 0 ? tops() : readings(parts.slice(0, length));
    if (above.length === 0) continue;
    const { text } = parts[length]!;
    // What follows the wrong part is kept where it is right.
    const near = nearBelow(above, text).map((place) => {
      const [whole = place] = readings([...place.pattern.map(partOf), ...parts.slice(length + 1)]);
      return whole;
    });
    return { unknown: text, near: near.slice(0, MAX_NEAR) };
  }
  return { unknown: parts[0]!.text, near: [] };
}

/** Where a path may begin with any key. */
function tops(): readonly Place[] {
  const top = documentPlace();
  return [top, ...top.below.filter(({ pattern }) => pattern[0] === 'spec')];
}

function partOf(key: string): PathPart {
  return { text: key, isEntry: key === ANY_ENTRY, isAny: isAnyPart(key) };
}

/** Places with that key further below; or else with a key that is near to it, next below if there is one. */
function nearBelow(above: readonly Place[], key: string): readonly Place[] {
  const below = [...new Set(above.flatMap((place) => [...placesFrom(place)].slice(1)))].filter(
    ({ isMerged }) => !isMerged,
  );
  const named = (name: string | undefined, places: readonly Place[]): readonly Place[] =>
    places.filter(({ pattern }) => pattern.at(-1) === name);
  const same = named(key, below);
  if (same.length > 0) return same;
  const own = below.filter(({ isKubernetes }) => !isKubernetes);
  const next = above.flatMap((place) => keysOf(place));
  for (const places of [next, own, below]) {
    const found = named(nearest(key, new Set(places.map(({ pattern }) => pattern.at(-1)!))), places);
    if (found.length > 0) return found;
  }
  return [];
}

/** The places of the keys of a mapping, or of those in the entries of a mapping or a list. */
export function keysOf(place: Place): readonly Place[] {
  const [first] = place.below;
  const isInEntries = place.below.length === 1 && isAnyPart(first!.pattern.at(-1)!);
  return isInEntries ? keysOf(first!) : place.below;
}

function isAnyPart(key: string): boolean {
  return key === ANY_KEY || key === ANY_ENTRY;
}
