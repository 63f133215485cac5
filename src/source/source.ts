import { conceal } from '../credentials/conceal.ts';
import type { Path } from '../data/path.ts';
import type { Span } from '../data/span.ts';
import { type Diagnostic, diagnostic, type Range, type TextEdit } from '../diagnostics/diagnostic.ts';
import type { Fix } from '../diagnostics/fix.ts';
import { MAX_PROBLEMS } from '../document/limits.ts';
import { decode } from './decode.ts';
import { lines } from './lines.ts';
import { type Mended, mend } from './mend.ts';
import { follow, type Reading } from './reading.ts';
import { type Edit, inOrder } from './text-edits.ts';
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
  /**
   * The text with those of the fixes that go together in it, and what each of them edits: `undefined` where the edit
   * writes a credential anew. Where nothing can be fixed, `undefined`.
   */
  readonly mend: (fixes: readonly Fix[]) => MendedText | undefined;
}

/** A text with fixes in it. */
export interface MendedText {
  /** The whole text, as it is to be written: nobody is to see it who may not see the file. */
  readonly text: string;
  readonly edits: ReadonlyMap<Fix, readonly TextEdit[] | undefined>;
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
    mend: (fixes) => {
      const mended = mend(text, reading, fixes);
      if (mended === undefined) return undefined;
      const open = openEdits(mended);
      return {
        text: `${decoded.mark}${mended.text}`,
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

/** The edits whose new text can be shown, as it stands among the rest. */
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
