import { isMap, isScalar, isSeq, type Node, type Pair, parseAllDocuments } from 'yaml';

import type { Path } from '../../../src/core/data/path.ts';
import type { Span } from '../../../src/core/data/span.ts';
import type { Spot } from './messages.ts';

/** Where in a document a cursor is: the word around it, and what the word is or will be. */
export interface Cursor extends Span {
  readonly is: 'key' | 'value';
  /** Of a key the mapping that it is in, of a value its own place. */
  readonly path: Path;
  /** Whether it begins an entry of a list, which may be a value or the first key of a mapping. */
  readonly isListItem: boolean;
  /** The other keys of the mapping. */
  readonly siblings: readonly string[];
  /** What the word may not be followed by again. */
  readonly isFollowedByColon: boolean;
  /** Whether the mapping is written in braces. */
  readonly isInFlow: boolean;
  /** Where the line has the word: how far the mapping is indented. */
  readonly column: number;
}

/** Stands for the word at the cursor in a text that is read to find it. */
const HERE = '\uE000';

/** Returns where in a document an offset of a text is; `undefined` in comments and where it cannot be known. */
export function cursorAt({ text, offset }: Spot): Cursor | undefined {
  const [head = ''] = /(?<![\w.-])[\w.-]*$/.exec(text.slice(0, offset))!;
  const [tail = ''] = /^[\w.-]*/.exec(text.slice(offset))!;
  const [start, end] = [offset - head.length, offset + tail.length];
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const before = text.slice(lineStart, start);
  if (/(?:^|\s)#/.test(before)) return undefined;

  const bracket = openBracket(before);
  const isKey =
    bracket === undefined ? /^\s*(?:- +)*$/.test(before) : /[{,]\s*$/.test(before) && bracket === '{';
  const isFollowedByColon = /^ *:(?:\s|$)/.test(text.slice(end));
  const isListItem = bracket === undefined && /-\s+$/.test(before);
  const word = isKey && !isFollowedByColon && !isListItem ? `${HERE}: ` : HERE;
  const found = find(`${text.slice(0, start)}${word}${text.slice(end)}`);
  return (
    found && {
      ...found,
      start,
      end,
      is: found.is === 'value' && isKey && !isListItem ? 'key' : found.is,
      isListItem,
      isFollowedByColon,
      isInFlow: bracket !== undefined,
      column: start - lineStart,
    }
  );
}

/** The innermost bracket that a line leaves open. */
function openBracket(line: string): string | undefined {
  const open: string[] = [];
  for (const [sign] of line.replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, '').matchAll(/[[\]{}]/g)) {
    if (sign === '[' || sign === '{') open.push(sign);
    else open.pop();
  }
  return open.at(-1);
}

function find(text: string): Pick<Cursor, 'is' | 'path' | 'siblings'> | undefined {
  for (const place of placesIn(text)) {
    if (place.key.source === HERE) {
      const siblings = place.siblings.filter((key) => key !== HERE);
      return { is: 'key', path: place.path.slice(0, -1), siblings };
    }
    if (isScalar(place.value) && place.value.source === HERE)
      return { is: 'value', path: place.path, siblings: [] };
    if (!isSeq(place.value)) continue;
    const index = place.value.items.findIndex((item) => isScalar(item) && item.source === HERE);
    if (index >= 0) return { is: 'value', path: [...place.path, index], siblings: [] };
  }
  return undefined;
}

/** A key of a text, and what it leads to. */
export interface KeyPlace {
  readonly path: Path;
  readonly key: {
    readonly source?: string | undefined;
    readonly range?: readonly number[] | null | undefined;
  };
  readonly value: unknown;
  /** All keys of its mapping. */
  readonly siblings: readonly string[];
}

/** Returns the keys of the documents of a text, wrong as it may be. */
export function* placesIn(text: string): Generator<KeyPlace> {
  for (const { contents } of parseAllDocuments(text, { strict: false, uniqueKeys: false })) {
    yield* placesOf(contents, []);
  }
}

function* placesOf(node: Node | null, path: Path): Generator<KeyPlace> {
  if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) yield* placesOf(item as Node, [...path, index]);
  }
  if (!isMap(node)) return;
  const siblings = node.items.map(({ key }) => String(key));
  for (const { key, value } of node.items as Pair<unknown, Node | null>[]) {
    if (!isScalar(key)) continue;
    const own = [...path, String(key.value)];
    yield { path: own, key, value, siblings };
    yield* placesOf(value, own);
  }
}
