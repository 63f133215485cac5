import { conceal } from '../../core/credentials/conceal.ts';
import type { Path } from '../../core/data/path.ts';
import type { Span } from '../../core/data/span.ts';
import { MAX_PROBLEMS } from '../../core/document/limits.ts';
import {
  type Diagnostic,
  diagnostic,
  type Position,
  type Range,
  type TextEdit,
} from '../../core/findings/diagnostic.ts';
import type { Fix } from '../../core/findings/fix.ts';
import { type Decoded, decode } from './decode.ts';
import { MAX_DOCUMENTS } from './limits.ts';
import { lines } from './lines.ts';
import { type Mended, mend } from './mend.ts';
import { EMPTY, follow, type Reading, tooManyDocuments } from './reading.ts';
import { type Edit, inOrder } from './text-edits.ts';
import { readYaml } from './yaml.ts';

/** A document in a file, what it says, and where it says it. */
export interface Source {
  /** The file as the user named it. */
  readonly file: string;
  /** The text of the file as it can be shown: without a byte order mark, and with stars in place of credentials. */
  readonly text: string;
  /** What the text says; `undefined` where it could not be read, then there are problems. */
  readonly value: unknown;
  /** What the reading found, in file order, each with file and range. */
  readonly problems: readonly Diagnostic[];
  /** Where the key or the value at the path is; the nearest key above it where there is no such path. */
  readonly locate: (path: Path, at: 'key' | 'value') => Range | undefined;
  /** How an unquoted value was written, such as `1.20`; `undefined` for quoted text and for what is not a scalar. */
  readonly scalarText: (path: Path) => string | undefined;
  /**
   * Makes those of the fixes that go together. Returns the new text of the file and what each fix edits: `undefined`
   * for an edit that writes a credential again. Returns `undefined` where nothing can be fixed.
   */
  readonly mend: (fixes: readonly Fix[]) => MendedText | undefined;
}

/** A text with fixes in it. */
export interface MendedText {
  /** The whole text, as it is to be written. Show it only to those who may read the file. */
  readonly text: string;
  readonly edits: ReadonlyMap<Fix, readonly TextEdit[] | undefined>;
}

/**
 * Reads a text of one or more documents in YAML, which JSON is a part of, with lines of `---` between them. Never
 * throws: whatever is wrong with a document is in its `problems`. Skips an empty part, unless it is the only one.
 */
export function readSources(input: string | Uint8Array, file: string): readonly Source[] {
  const decoded = decode(input);
  const parts = partsOf(decoded.text);
  const tooMany = parts[MAX_DOCUMENTS];
  if (tooMany !== undefined) {
    const problem = tooManyDocuments(tooMany.start);
    return sourcesOf({ ...decoded, problem }, [{ start: 0, end: decoded.text.length }], file);
  }
  const sources = sourcesOf(decoded, parts, file);
  const said = sources.filter(({ problems }) => problems[0]?.code !== EMPTY.code);
  return said.length > 0 ? said : sources.slice(0, 1);
}

/** The parts of a text up to each line that begins a document, with comments and directives before it. */
function partsOf(text: string): readonly Span[] {
  const parts: Span[] = [];
  let start = 0;
  for (const { index } of text.matchAll(/^---(?=[ \t\r\n]|$)/gm)) {
    if (/^(?:[ \t]*(?:#.*)?\r?\n|%.*\n)*$/.test(text.slice(start, index))) continue;
    parts.push({ start, end: index });
    start = index;
  }
  return [...parts, { start, end: text.length }];
}

/** A part of a text, and what it says. */
interface Part extends Span {
  readonly text: string;
  readonly reading: Reading;
}

function sourcesOf(decoded: Decoded, spans: readonly Span[], file: string): Source[] {
  const position = lines(decoded.text);
  const parts = spans.map(({ start, end }): Part => {
    const text = decoded.text.slice(start, end);
    return { start, end, text, reading: decoded.problem ? { problems: [decoded.problem] } : readYaml(text) };
  });
  let text: string | undefined;
  const shown = (): string => {
    text ??= parts.map((part) => conceal(part.text, part.reading)).join('');
    return text;
  };
  return parts.map((part) => sourceOf(part, { decoded, file, position, shown }));
}

/** The text around a part. */
interface Whole {
  readonly decoded: Decoded;
  readonly file: string;
  readonly position: (offset: number) => Position;
  readonly shown: () => string;
}

function sourceOf(part: Part, { decoded, file, position, shown }: Whole): Source {
  const { text, reading } = part;
  const { root } = reading;
  const range = ({ start, end }: Span): Range => ({
    start: position(part.start + start),
    end: position(part.start + end),
  });

  return {
    file,
    get text() {
      return shown();
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
    mend: (fixes) => {
      const mended = mend(text, reading, fixes);
      if (mended === undefined) return undefined;
      const open = openEdits(mended);
      const { text: whole, mark } = decoded;
      return {
        text: `${mark}${whole.slice(0, part.start)}${mended.text}${whole.slice(part.end)}`,
        edits: new Map(
          [...mended.edits].map(([fix, edits]) => [
            fix,
            edits.every((edit) => open.has(edit))
              ? edits.map((edit) => ({ range: range(edit), text: edit.text }))
              : undefined,
          ]),
        ),
      };
    },
  };
}

/** The edits whose new text can be shown: it holds no credential that is hidden in the fixed text. */
function openEdits({ text, reading, edits }: Mended): ReadonlySet<Edit> {
  const shown = conceal(text, reading);
  let moved = 0;
  return new Set(
    [...edits.values()]
      .flat()
      .toSorted(inOrder)
      .filter((edit) => {
        const start = edit.start + moved;
        moved += edit.text.length - (edit.end - edit.start);
        return shown.startsWith(edit.text, start);
      }),
  );
}
