import { isEqual } from '../../core/data/is-equal.ts';
import type { Path } from '../../core/data/path.ts';
import { type Fix, fixed } from '../../core/findings/fix.ts';
import type { Reading } from './reading.ts';
import { type Edit, inOrder, textEdits } from './text-edits.ts';
import { readYaml } from './yaml.ts';

/** A text with fixes in it. */
export interface Mended {
  readonly text: string;
  /** How the new text reads. */
  readonly reading: Reading;
  /** The edits of the old text, by the fix that they make. */
  readonly edits: ReadonlyMap<Fix, readonly Edit[]>;
}

/** How many characters are read again to see which of several fixes does not do what it says. */
const MAX_READ = 4_000_000;

interface Candidate {
  readonly fix: Fix;
  readonly edits: readonly Edit[];
}

/**
 * Makes those of the fixes that go together, in a text with its reading. The new text is read again, and its data has
 * to be what the fixes make of the old data: a fix that fails this is left out. `undefined` where none is left.
 */
export function mend(text: string, reading: Reading, fixes: readonly Fix[]): Mended | undefined {
  const { root, value } = reading;
  if (root === undefined) return undefined;
  const chosen: Candidate[] = [];
  for (const fix of fixes) {
    const edits = textEdits(fix, { text, root, value });
    if (edits === undefined || chosen.some((other) => excludes({ fix, edits }, other))) continue;
    chosen.push({ fix, edits });
  }
  let left = Math.max(1, Math.floor(MAX_READ / (text.length + 1)));

  const tried = (candidates: readonly Candidate[]): Mended | undefined => {
    if (left <= 0 || candidates.length === 0) return undefined;
    left -= 1;
    const next = edited(
      text,
      candidates.flatMap(({ edits }) => edits),
    );
    const read = readYaml(next);
    const isRight =
      read.root !== undefined &&
      read.problems.length <= reading.problems.length &&
      isEqual(
        read.value,
        mended(
          value,
          candidates.map(({ fix }) => fix),
        ),
      );
    if (!isRight) return undefined;
    return { text: next, reading: read, edits: new Map(candidates.map(({ fix, edits }) => [fix, edits])) };
  };
  /** Those that are right, found by halves. */
  const right = (candidates: readonly Candidate[]): Mended | undefined => {
    const whole = tried(candidates);
    if (whole !== undefined || candidates.length < 2) return whole;
    const middle = candidates.length >> 1;
    const halves = [right(candidates.slice(0, middle)), right(candidates.slice(middle))];
    const [first, second] = halves;
    if (first === undefined || second === undefined) return first ?? second;
    const both = candidates.filter(({ fix }) => first.edits.has(fix) || second.edits.has(fix));
    return tried(both) ?? first;
  };
  return right(chosen);
}

/** The data with all fixes in it, made from the deepest up; `undefined` where one does not find its place. */
function mended(value: unknown, fixes: readonly Fix[]): unknown {
  return fixed(value, ...fixes.toSorted((a, b) => b.path.length - a.path.length));
}

/** Whether two fixes are for the same place of the text or of the data: one has to come after the other. */
function excludes(one: Candidate, other: Candidate): boolean {
  return (
    one.edits.some((a) => other.edits.some((b) => isOverlap(a, b))) ||
    placesOf(one.fix).some((a) => placesOf(other.fix).some((b) => isWithin(a, b) || isWithin(b, a)))
  );
}

function isOverlap(a: Edit, b: Edit): boolean {
  return a.start === b.start || (a.start < b.end && b.start < a.end);
}

function placesOf(fix: Fix): readonly Path[] {
  // An item that goes moves up those after it.
  const own = typeof fix.path.at(-1) === 'number' && fix.do === 'remove' ? fix.path.slice(0, -1) : fix.path;
  return fix.do === 'move' ? [own, fix.to] : [own];
}

function isWithin(path: Path, other: Path): boolean {
  return other.every((part, at) => part === path[at]);
}

/** A text with edits that do not overlap. */
function edited(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const edit of edits.toSorted(inOrder)) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}
