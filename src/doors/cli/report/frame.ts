import type { Range } from '../../../core/findings/diagnostic.ts';
import { printable } from '../../../core/findings/printable.ts';

/** A line of a text as a terminal shows it, and the columns that a range covers in it. */
export interface Frame {
  readonly line: string;
  /** Columns before the range. */
  readonly indent: number;
  /** Columns of the range, at least one. */
  readonly width: number;
}

/** What a reader sees as one character. */
interface Cell {
  /** Where it starts, in UTF-16 code units from the start of the range. */
  readonly offset: number;
  readonly shown: string;
  readonly width: number;
}

const TAB = '    ';
const WIDE =
  /^(?:[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F200}-\u{1F2FF}\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}|\p{Emoji}\uFE0F)/u;
const COMBINING = /^\p{M}/u;
/** Each character of such a text is one to its reader. */
const SIMPLE = /^[\t -~]*$/;

/** Made for the first text that is not simple: Node needs as long for it as to render a document. */
let graphemes: Intl.Segmenter | undefined;

/**
 * Returns the first line of a range, cut to the columns around its start where it is longer; `undefined` where
 * there is nothing to show.
 */
export function frame(text: string, { start, end }: Range, columns: number): Frame | undefined {
  const from = start.offset - start.column + 1;
  const lineEnd = text.indexOf('\n', from);
  const to = (lineEnd < 0 ? text.length : lineEnd) - (text[lineEnd - 1] === '\r' ? 1 : 0);
  if (text.slice(from, to).trim() === '') return undefined;

  const before = text.slice(Math.max(from, start.offset - columns), start.offset);
  const after = text.slice(start.offset, Math.min(to, start.offset + columns));
  const marked = Math.min(end.offset, to) - start.offset;

  const head = cells(before);
  const tail = cells(after);
  const shownHead = lastCells(head, Math.max(Math.floor(columns / 2), columns - widthOf(tail)) - 1);
  const isCutBefore = shownHead.length < head.length || start.offset - columns > from;
  const shownTail = firstCells(tail, columns - widthOf(shownHead) - (isCutBefore ? 2 : 1));
  const isCutAfter = shownTail.length < tail.length || start.offset + columns < to;
  return {
    line: `${isCutBefore ? '…' : ''}${[...shownHead, ...shownTail].map(({ shown }) => shown).join('')}${isCutAfter ? '…' : ''}`,
    indent: widthOf(shownHead) + (isCutBefore ? 1 : 0),
    width: Math.max(1, widthOf(shownTail.filter(({ offset }) => offset < marked))),
  };
}

function cells(text: string): Cell[] {
  return Array.from(segmentsOf(text), ({ segment, index }) => {
    const shown = segment === '\t' ? TAB : printable(segment);
    if (shown !== segment) return { offset: index, shown, width: shown.length };
    return { offset: index, shown, width: WIDE.test(segment) ? 2 : COMBINING.test(segment) ? 0 : 1 };
  });
}

/** The texts that a reader sees as one character each, and where they begin. */
function segmentsOf(text: string): Iterable<{ readonly segment: string; readonly index: number }> {
  if (SIMPLE.test(text)) return Array.from(text, (segment, index) => ({ segment, index }));
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return graphemes.segment(text);
}

function widthOf(list: readonly Cell[]): number {
  return list.reduce((sum, { width }) => sum + width, 0);
}

function firstCells(list: readonly Cell[], columns: number): readonly Cell[] {
  let taken = 0;
  const end = list.findIndex(({ width }) => {
    taken += width;
    return taken > columns;
  });
  return end < 0 ? list : list.slice(0, end);
}

function lastCells(list: readonly Cell[], columns: number): readonly Cell[] {
  return firstCells(list.toReversed(), columns).toReversed();
}
