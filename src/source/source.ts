import { conceal } from '../credentials/conceal.ts';
import type { Path } from '../data/path.ts';
import type { Span } from '../data/span.ts';
import { type Diagnostic, diagnostic, type Range } from '../diagnostics/diagnostic.ts';
import { MAX_PROBLEMS } from '../document/limits.ts';
import { decode } from './decode.ts';
import { lines } from './lines.ts';
import { follow, type Reading } from './reading.ts';
import { readYaml } from './yaml.ts';

/** A text, what it says, and where it says it. */
export interface Source {
  /** The file as the user named it. */
  readonly file: string;
  /** The text as it can be shown: without a byte order mark, and with stars in place of credentials. */
  readonly text: string;
  /** What the text says; `undefined` where it could not be read, then there are problems. */
  readonly value: unknown;
  /** What the reading found, in file order, each with file and range. */
  readonly problems: readonly Diagnostic[];
  /** Where the key or the value at the path stands; the nearest key above it where there is no such path. */
  readonly locate: (path: Path, at: 'key' | 'value') => Range | undefined;
  /** How an unquoted value was written, such as `1.20`; `undefined` for quoted text and for what is no scalar. */
  readonly scalarText: (path: Path) => string | undefined;
}

/**
 * Reads a document in YAML, which JSON is a part of. Never throws: whatever is wrong with the text is in
 * `problems`.
 */
export function readSource(input: string | Uint8Array, file: string): Source {
  const decoded = decode(input);
  const { text } = decoded;
  const reading: Reading = decoded.problem ? { problems: [decoded.problem] } : readYaml(text);
  const { root } = reading;
  const position = lines(text);
  let shown: string | undefined;
  const range = (span: Span): Range => ({ start: position(span.start), end: position(span.end) });

  return {
    file,
    get text() {
      shown ??= conceal(text, reading);
      return shown;
    },
    value: reading.value,
    problems: reading.problems
      .toSorted((a, b) => a.start - b.start)
      .slice(0, MAX_PROBLEMS)
      .map(({ code, message, start, end, path = [], at, ...advice }) => ({
        ...diagnostic(code, { path, at }, message, advice),
        file,
        range: range({ start, end }),
      })),
    locate: (path, at) => {
      if (root === undefined) return undefined;
      const { place, steps } = follow(root, path);
      if (at === 'value' && steps === path.length) {
        return range(place.start === place.end ? (place.key ?? place) : place);
      }
      return range(place.key ?? (steps === 0 ? { start: place.start, end: place.start } : place));
    },
    scalarText: (path) => {
      if (root === undefined) return undefined;
      const { place, steps } = follow(root, path);
      return steps === path.length && place.plain ? text.slice(place.start, place.end) : undefined;
    },
  };
}
