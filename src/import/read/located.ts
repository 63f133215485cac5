import { isMapping } from '../../core/data/is-mapping.ts';
import { type Path, valueAt } from '../../core/data/path.ts';

/** A place in an input: the file as the user named it, line and column from one. */
export interface Origin {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A text that is read: a file, or a text in one. */
export interface Text {
  readonly text: string;
  /** Where the character at an offset is in the file. */
  readonly place: (offset: number) => Origin;
  /** The number of its line within this text, from one. */
  readonly line: (offset: number) => number;
}

/** Plain data that was read from texts, with the place of each value. */
export interface Located {
  readonly value: unknown;
  /** Where the key of a path is, or the item of a list; the nearest one above it where there is no such path. */
  readonly at: (path: Path) => Origin;
  /** What the comment beside or above the key says, without its signs; several lines are joined with `\n`. */
  readonly commentAt: (path: Path) => string | undefined;
  /** The text at a path, to be read in its turn; `undefined` where no text is. */
  readonly textAt: (path: Path) => Text | undefined;
  /** The comments that are beside no key. */
  readonly comments: readonly Comment[];
}

/** A comment without its signs. */
export interface Comment {
  readonly text: string;
  readonly from: Origin;
}

/** What is wrong with a text that cannot be read. */
export interface Unreadable {
  readonly message: string;
  readonly from: Origin;
}

/** A mapping without keys that is in no file. */
export const EMPTY: Located = {
  value: {},
  at: () => ({ file: '', line: 1, column: 1 }),
  commentAt: () => undefined,
  textAt: () => undefined,
  comments: [],
};

/** Returns what is at a path, as data of its own. */
export function below(located: Located, path: Path): Located {
  if (path.length === 0) return located;
  return {
    value: valueAt(located.value, path),
    at: (more) => located.at([...path, ...more]),
    commentAt: (more) => located.commentAt([...path, ...more]),
    textAt: (more) => located.textAt([...path, ...more]),
    comments: [],
  };
}

/** Returns data laid on each other as Helm lays values: mappings are joined, `null` removes a key, others replace. */
export function merged(layers: readonly Located[]): Located {
  const ownerOf = (path: Path): Located =>
    layers.findLast((layer) => valueAt(layer.value, path) !== undefined) ?? layers[0]!;
  return {
    value: layers.map(({ value }) => value).reduce(mergedValues),
    at: (path) => ownerOf(path).at(path),
    commentAt: (path) => ownerOf(path).commentAt(path),
    textAt: (path) => ownerOf(path).textAt(path),
    comments: layers.flatMap(({ comments }) => comments),
  };
}

function mergedValues(base: unknown, over: unknown): unknown {
  if (!isMapping(base) || !isMapping(over)) return over;
  const result = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    if (value === null) result.delete(key);
    else result.set(key, result.has(key) ? mergedValues(result.get(key), value) : value);
  }
  return Object.fromEntries(result);
}

/** Returns a file as a text. */
export function fileText(file: string, text: string): Text {
  const { starts, line } = linesOf(text);
  return {
    text,
    line,
    place: (offset) => ({ file, line: line(offset), column: offset - starts[line(offset) - 1]! + 1 }),
  };
}

/** Returns where the lines of a text begin, and which of them an offset is in, from one. */
export function linesOf(text: string): {
  readonly starts: readonly number[];
  readonly line: (offset: number) => number;
} {
  const starts = [0, ...[...text.matchAll(/\r\n?|\n/g)].map((found) => found.index + found[0].length)];
  const line = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
  return { starts, line };
}

/** How deep data may be nested: far deeper than anything that people write, and not too deep for those that walk it. */
const MAX_DEPTH = 100;

/** Whether data is nested too deep, or holds itself. */
export function isTooDeep(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth > MAX_DEPTH || Object.values(value).some((item) => isTooDeep(item, depth + 1));
}
