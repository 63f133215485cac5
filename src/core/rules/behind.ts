import { isEqual } from '../data/is-equal.ts';
import type { Path } from '../data/path.ts';
import { MORE_CHECKS } from '../document/findings/more-checks.ts';
import { MAX_PROBLEMS } from '../document/limits.ts';
import type { World } from '../document/worlds.ts';
import type { Diagnostic } from '../findings/diagnostic.ts';
import { buildObjects } from '../objects/index.ts';
import { resolve } from '../resolve/resolve.ts';
import { runRules } from './run.ts';

/**
 * Returns what rules find in a document of the wrong shape, whatever was meant where it is wrong: what is true of both
 * documents that it could become. `found` is what is wrong with the shape; at those places there is nothing more to say.
 */
export function findBehind(
  found: readonly Diagnostic[],
  worlds: readonly [World, World] | undefined,
): Diagnostic[] {
  const more = found.includes(MORE_CHECKS) ? [] : [MORE_CHECKS];
  if (worlds === undefined) return more;
  const [without, meant] = worlds;
  // The place of a missing key is the mapping that lacks it, about which there may be more to say.
  const told = found
    .filter(({ code, severity }) => severity === 'error' && code !== 'MISSING_KEY')
    .map(({ path }) => path);
  const lost = without.lost.filter((place) => meant.lost.some((other) => isEqual(place, other)));
  const changed = [...told, ...without.changed, ...meant.changed, ...lost.map(reachOf)];
  const behind = changed.some(isWhole) ? [] : findInBoth(without, meant, found, changed);
  return [...behind.slice(0, MAX_PROBLEMS), ...(lost.length > 0 || behind.length > MAX_PROBLEMS ? more : [])];
}

/** The findings of both documents that are about what is as the user wrote it, without those already reported. */
function findInBoth(
  without: World,
  meant: World,
  told: readonly Diagnostic[],
  changed: readonly Path[],
): readonly Diagnostic[] {
  const said = new Set(told.map(identity));
  const first = findingsIn(without).filter(
    (one) => !said.has(identity(one)) && !changed.some((place) => isAt(place, one.path)),
  );
  if (first.length === 0 || isSame(without, meant)) return first;
  const second = new Set(findingsIn(meant).map(identity));
  return first.filter((one) => second.has(identity(one)));
}

/** Whether all that is found in one document is found in the other. */
function isSame(one: World, other: World): boolean {
  const textOf = ({ document, value, unchecked }: World): string =>
    JSON.stringify([document, value, unchecked]);
  return textOf(one) === textOf(other);
}

/** Blocks that rules read whatever they look at. */
const OF_ALL: ReadonlySet<unknown> = new Set(['manager', 'jobs', 'runners', 'runnerDefaults']);

/** How far something left out at a place may change what rules see: a runner, a block, or the whole document. */
function reachOf(place: Path): Path {
  if (place[1] === 'runners' && place.length > 3) return place.slice(0, 3);
  return place.length > 2 && !OF_ALL.has(place[1]) ? place.slice(0, 2) : [];
}

function findingsIn({ document, writtenAt, unchecked }: World): readonly Diagnostic[] {
  const resolved = resolve(document);
  return [...unchecked, ...runRules(resolved, buildObjects(resolved), writtenAt)];
}

function identity({ code, path, at, message }: Diagnostic): string {
  return JSON.stringify([code, path, at, message]);
}

/** Whether a place is the whole document, which every finding is about. */
function isWhole(place: Path): boolean {
  return place.length === 0;
}

/** Whether a finding is about a place that is not as the user wrote it: at or below it, or its mapping as a whole. */
function isAt(place: Path, path: Path): boolean {
  const shared = Math.min(place.length, path.length);
  return path.length >= place.length - 1 && place.slice(0, shared).every((part, at) => part === path[at]);
}
