import { isMapping } from '../../core/data/is-mapping.ts';
import { type Path, valueAt } from '../../core/data/path.ts';
import type { Span } from '../../core/data/span.ts';
import type { Fix } from '../../core/findings/fix.ts';
import { flow, flowEntry, flowText } from '../../core/yaml/flow.ts';
import { follow, type Place } from './reading.ts';

/** A part of a text, and what to write in its place. */
export interface Edit extends Span {
  readonly text: string;
}

/** Compares edits by their place. An insertion comes before what is replaced at the same place. */
export function inOrder(a: Edit, b: Edit): number {
  return a.start - b.start || a.end - b.end;
}

/** A text that could be read. */
export interface ReadText {
  readonly text: string;
  readonly value: unknown;
  readonly root: Place;
}

/**
 * Returns the smallest edits that make a fix in a text, in their order, with comments, indentation, quotes and line
 * ends of the text around them kept. `undefined` where the text is written in a way that no edit is known for. The
 * caller has to read the edited text again: the edits are made without knowing what anchors and aliases there are.
 */
export function textEdits(fix: Fix, source: ReadText): readonly Edit[] | undefined {
  const entry = entryAt(source, fix.path);
  switch (fix.do) {
    case 'rename':
      return entry?.place.key && [renamed(entry.place.key, fix.key, source)];
    case 'set':
      return entry === undefined
        ? inserted(source, fix.path, added(fix.value))
        : replaced(entry, fix.value, source);
    case 'remove':
      return entry && removed(entry, source);
    case 'move':
      return entry && moved(entry, fix, source);
  }
}

/** An entry of a mapping, or an item of a list, with the mapping or the list. */
interface Entry {
  readonly place: Place;
  readonly owner: Place;
  /** Where the entry begins: at its key, or the dash before it. */
  readonly head: number;
  /** The other entries, in the order of the text. */
  readonly before: readonly Span[];
  readonly after: readonly Span[];
}

function entryAt({ root, text }: ReadText, path: Path): Entry | undefined {
  const owner = placeAt(root, path.slice(0, -1));
  const place = placeAt(root, path);
  if (owner === undefined || place === undefined || path.length === 0) return undefined;
  const head = headOf(place, owner, text);
  if (head === undefined || head < owner.start || place.end > owner.end) return undefined;
  const others = entriesOf(owner, text).filter(({ start }) => start !== head);
  return {
    place,
    owner,
    head,
    before: others.filter(({ start }) => start < head),
    after: others.filter(({ start }) => start > head),
  };
}

function placeAt(root: Place, path: Path): Place | undefined {
  const { place, steps } = follow(root, path);
  return steps === path.length ? place : undefined;
}

/** The entries that are written in a mapping or a list, not where an alias leads: each from its head on. */
function entriesOf(owner: Place, text: string): readonly Span[] {
  return [...(owner.children?.values() ?? [])]
    .map((place) => ({ start: headOf(place, owner, text) ?? -1, end: endOf(place, text) }))
    .filter(({ start, end }) => start >= owner.start && end <= owner.end)
    .toSorted((a, b) => a.start - b.start);
}

function headOf({ key, start }: Place, owner: Place, text: string): number | undefined {
  if (key !== undefined) return key.start;
  if (isFlow(owner, text)) return start;
  const dash = text.lastIndexOf('-', start);
  return /^-\s*$/.test(text.slice(dash, start)) ? dash : undefined;
}

/** Where the content of a place ends, without the blanks and comments that the reader counts as part of it. */
function endOf(place: Place, text: string): number {
  if (isFlow(place, text) || place.children === undefined || place.children.size === 0) {
    return place.start + text.slice(place.start, place.end).trimEnd().length;
  }
  return Math.max(...[...place.children.values()].map((child) => endOf(child, text)));
}

function isFlow({ start, children }: Place, text: string): boolean {
  return children !== undefined && /[{[]/.test(text[start] ?? '');
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** Where the next line starts. */
function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

/** The column of an offset, if only blanks and dashes are before it. */
function columnOf(text: string, at: number): number | undefined {
  const before = text.slice(lineStart(text, at), at);
  return /^[ -]*$/.test(before) ? before.length : undefined;
}

function startsLine(text: string, at: number): boolean {
  return text.slice(lineStart(text, at), at).trim() === '';
}

/** The offset after the colon of a key. */
function afterColon(text: string, { end }: Span): number | undefined {
  const colon = /^[ \t]*:/.exec(text.slice(end, end + 80));
  return colon === null ? undefined : end + colon[0].length;
}

function lineBreak(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Whether the text is JSON, in which every text is in quotes. */
function isJson({ text, root }: ReadText): boolean {
  return text[root.start] === '{';
}

function written(value: unknown, source: ReadText): string {
  return isJson(source) ? JSON.stringify(value, null, 1).replace(/\n */g, ' ') : flow(value);
}

function writtenEntry(key: string, value: unknown, source: ReadText): string {
  return isJson(source) ? `${JSON.stringify(key)}: ${written(value, source)}` : flowEntry(key, value);
}

/** Writes a text in the quotes that another one has. */
function inQuotesOf(old: string, text: string): string | undefined {
  if (old.startsWith('"')) return JSON.stringify(text);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: single quotes carry none of these
  return old.startsWith("'") && !/[\u0000-\u001F\u007F-\u009F]/.test(text)
    ? `'${text.replaceAll("'", "''")}'`
    : undefined;
}

function renamed({ start, end }: Span, key: string, { text }: ReadText): Edit {
  const old = text.slice(start, end);
  const plain = flowText(key);
  return { start, end, text: inQuotesOf(old, key) ?? (plain === old ? JSON.stringify(key) : plain) };
}

function replaced({ place, owner }: Entry, value: unknown, source: ReadText): readonly Edit[] | undefined {
  const { text } = source;
  const end = endOf(place, text);
  const { start, key, children } = place;
  const old = text.slice(start, end);
  if (children !== undefined && /(?:^|\s)#/.test(old)) return undefined;
  const isBlock = (children !== undefined && !isFlow(place, text)) || old === '';
  if (isBlock && key !== undefined) {
    const colon = afterColon(text, key);
    if (colon === undefined || text.slice(colon, start).trim() !== '') return undefined;
    return [{ start: colon, end: old === '' ? colon : end, text: ` ${written(value, source)}` }];
  }
  if (old === '' || (isBlock && isFlow(owner, text))) return undefined;
  const isText = typeof value === 'string' && children === undefined;
  return [{ start, end, text: (isText ? inQuotesOf(old, value) : undefined) ?? written(value, source) }];
}

function removed(entry: Entry, { text }: ReadText): readonly Edit[] | undefined {
  const { place, owner, head, before, after } = entry;
  const end = endOf(place, text);
  const [previous, next] = [before.at(-1), after[0]];
  const gone = (from: number, to: number): readonly Edit[] => [{ start: from, end: to, text: '' }];
  const isOpen = (from: number, to: number): boolean => !text.slice(from, to).includes('#');

  if (isFlow(owner, text)) {
    if (next !== undefined) return isOpen(end, next.start) ? gone(head, next.start) : undefined;
    if (previous !== undefined) return isOpen(previous.end, head) ? gone(previous.end, end) : undefined;
    return gone(head, end);
  }
  const lines = startsLine(text, head) ? gone(lineStart(text, head), lineEnd(text, end)) : undefined;
  if (previous === undefined && next === undefined) {
    const empty = place.key === undefined ? '[]' : '{}';
    const colon = owner.key && afterColon(text, owner.key);
    if (colon !== undefined && colon < lineStart(text, head)) {
      return lines && [{ start: colon, end: colon, text: ` ${empty}` }, ...lines];
    }
    return owner.key === undefined && columnOf(text, head) !== 0
      ? [{ start: head, end, text: empty }]
      : undefined;
  }
  if (lines !== undefined) return lines;
  // The first key of a list item is on the line of the dash.
  return next !== undefined && isOpen(end, next.start) ? gone(head, next.start) : undefined;
}

/** What is inserted: what it says, and how it is written as lines from a column on, from the end of its key. */
interface Content {
  readonly value: unknown;
  readonly lines?: (column: number) => string | undefined;
}

function added(value: unknown): Content {
  return { value, lines: () => `: ${flow(value)}` };
}

function moved(
  entry: Entry,
  { path, to }: Fix & { do: 'move' },
  source: ReadText,
): readonly Edit[] | undefined {
  const value = valueAt(source.value, path);
  const away = removed(entry, source);
  const there = inserted(source, to, { value, lines: (column) => linesOf(entry, column, source) });
  if (away === undefined || there === undefined) return undefined;
  return [...away, ...there].toSorted(inOrder);
}

/** An entry as it is written, after its key and with the comment behind it, moved to another column. */
function linesOf({ place, owner, head }: Entry, column: number, { text }: ReadText): string | undefined {
  const { key } = place;
  const old = columnOf(text, head);
  if (key === undefined) return undefined;
  const end = endOf(place, text);
  const isInFlow = isFlow(owner, text);
  if (isInFlow) return text.slice(head, end).includes('\n') ? undefined : text.slice(key.end, end);
  const [first = '', ...rest] = text
    .slice(key.end, lineEnd(text, Math.max(end, key.end)))
    .trimEnd()
    .split('\n');
  if (old === undefined || rest.some((line) => line.trim() !== '' && line.search(/[^ ]/) < old))
    return undefined;
  const shifted = rest.map((line) => (line.trim() === '' ? line : ' '.repeat(column) + line.slice(old)));
  return [first, ...shifted].join('\n');
}

/** Writes an entry at the end of its mapping, and mappings on the way there that are missing. */
function inserted(source: ReadText, to: Path, content: Content): readonly Edit[] | undefined {
  const { text, root } = source;
  const { place: target, steps } = follow(root, to.slice(0, -1));
  const keys = to.slice(steps);
  const [first, ...below] = keys;
  if (typeof first !== 'string' || !below.every((part) => typeof part === 'string')) return undefined;
  const targetValue = valueAt(source.value, to.slice(0, steps));

  if (isMapping(targetValue) && isFlow(target, text)) {
    const colon = target.key && afterColon(text, target.key);
    const isEmptyBlock = !isJson(source) && target.children?.size === 0 && colon !== undefined;
    if (isEmptyBlock && startsLine(text, target.key!.start)) {
      const lines = blockOf(
        keys as string[],
        columnOf(text, target.key!.start)! + stepOf(source),
        content,
        source,
      );
      const at = lineEnd(text, target.end);
      return lines === undefined
        ? undefined
        : [{ start: colon, end: target.end, text: '' }, atLine(text, at, lines)];
    }
    const nested = below.reduceRight<unknown>((value, key) => ({ [key]: value }), content.value);
    const written = writtenEntry(first, nested, source);
    const last = entriesOf(target, text).at(-1);
    if (last === undefined) return [{ start: target.start + 1, end: target.start + 1, text: written }];
    const start = lineStart(text, last.start);
    const isOnLine = startsLine(text, last.start);
    const gap = isOnLine ? `${lineBreak(text)}${text.slice(start, last.start)}` : ' ';
    return [{ start: last.end, end: last.end, text: `,${gap}${written}` }];
  }
  if (isMapping(targetValue)) {
    const entries = entriesOf(target, text);
    const column = entries[0] && columnOf(text, entries[0].start);
    const lines = column === undefined ? undefined : blockOf(keys as string[], column, content, source);
    if (lines === undefined) return undefined;
    // A key of the root says what the document is, and comes first.
    const at = to.length === 1 ? lineStart(text, entries[0]!.start) : lineEnd(text, entries.at(-1)!.end);
    return [atLine(text, at, lines)];
  }
  if (targetValue !== null || target.key === undefined || target.start !== target.end) return undefined;
  const column = columnOf(text, target.key.start);
  const lines =
    column === undefined ? undefined : blockOf(keys as string[], column + stepOf(source), content, source);
  return lines === undefined ? undefined : [atLine(text, lineEnd(text, target.key.end), lines)];
}

function atLine(text: string, at: number, lines: string): Edit {
  const end = lineBreak(text);
  const isOpen = at > 0 && text[at - 1] !== '\n';
  return { start: at, end: at, text: isOpen ? `${end}${lines}` : `${lines}${end}` };
}

/** An entry as lines, below mappings of one key each. */
function blockOf(
  keys: readonly string[],
  column: number,
  content: Content,
  source: ReadText,
): string | undefined {
  const step = stepOf(source);
  const last = column + (keys.length - 1) * step;
  const lines = content.lines?.(last) ?? `: ${written(content.value, source)}`;
  return keys
    .map(
      (key, at) => `${' '.repeat(column + at * step)}${flowText(key)}${at < keys.length - 1 ? ':' : lines}`,
    )
    .join(lineBreak(source.text));
}

/** By how many columns the text indents. */
function stepOf({ text, root }: ReadText): number {
  for (const { key, children } of root.children?.values() ?? []) {
    const [first] = children?.values() ?? [];
    const column = key && first?.key && columnOf(text, first.key.start);
    if (column !== undefined && column > 0) return column;
  }
  return 2;
}
