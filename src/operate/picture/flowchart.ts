import { masked } from '../../core/credentials/mask.ts';
import { printable } from '../../core/findings/printable.ts';

/**
 * A box of a picture. The key says what it is, in all documents of a picture, and begins with a word for its kind; the name of
 * the box is made of it.
 */
export interface Box {
  readonly key: string;
  readonly lines: readonly string[];
  readonly kind: BoxKind;
}

export type BoxKind = 'outside' | 'manager' | 'jobs' | 'server' | 'secret' | 'policy' | 'door';

/** A frame around boxes. */
export interface Frame {
  readonly key: string;
  readonly title: string;
  readonly boxes: readonly Box[];
  readonly frames: readonly Frame[];
}

/** Who does something with whom, from key to key. `beside` is a note on a box, without a direction. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly lines: readonly string[];
  readonly kind: 'calls' | 'reads' | 'beside';
}

/** A picture: what is in it, in the order in which it is written. */
export interface Flowchart {
  readonly boxes: readonly Box[];
  readonly frames: readonly Frame[];
  readonly arrows: readonly Arrow[];
}

/** Characters of a line that are shown. */
const MAX_LENGTH = 200;

const SHAPES: Readonly<Record<BoxKind, readonly [string, string]>> = {
  outside: ['([', '])'],
  manager: ['[', ']'],
  jobs: ['[', ']'],
  server: ['[', ']'],
  secret: ['[(', ')]'],
  policy: ['[', ']'],
  door: ['[[', ']]'],
};

const COLORS: Readonly<Record<BoxKind, string>> = {
  outside: 'fill:#eeeeee,stroke:#777777,color:#222222',
  manager: 'fill:#fff0d9,stroke:#c06a00,color:#222222',
  jobs: 'fill:#e2f3e2,stroke:#2f7d32,color:#222222',
  server: 'fill:#e4ecfa,stroke:#2f5aa8,color:#222222',
  secret: 'fill:#fbe5e5,stroke:#a83232,color:#222222',
  policy: 'fill:#f3e8fa,stroke:#74419b,color:#222222',
  door: 'fill:#fffbdc,stroke:#8a7a00,color:#222222',
};

const ARROWS: Readonly<Record<Arrow['kind'], string>> = { calls: '-->', reads: '-.->', beside: '-.-' };

/** Returns a picture as the text of a Mermaid flowchart. No text of a document is anything but text in it. */
export function flowchartText({ boxes, frames, arrows }: Flowchart): string {
  const idOf = ids();
  const boxLines = ({ key, lines, kind }: Box): string => {
    const [open, close] = SHAPES[kind];
    return `${idOf(key)}${open}${quoted(lines)}${close}:::${kind}`;
  };
  const frameLines = (frame: Frame): string[] => [
    `subgraph ${idOf(frame.key)}[${quoted([frame.title])}]`,
    ...[...frame.boxes.map(boxLines), ...frame.frames.flatMap(frameLines)].map((line) => `  ${line}`),
    'end',
  ];
  const arrowLine = ({ from, to, lines, kind }: Arrow): string =>
    `${idOf(from)} ${ARROWS[kind]}${lines.length === 0 ? '' : `|${quoted(lines)}|`} ${idOf(to)}`;
  const kinds = new Set([...boxes, ...frames.flatMap(boxesIn)].map(({ kind }) => kind));
  return [
    'flowchart LR',
    ...[
      ...boxes.map(boxLines),
      ...frames.flatMap(frameLines),
      ...arrows.map(arrowLine),
      ...[...kinds].sort().map((kind) => `classDef ${kind} ${COLORS[kind]}`),
    ].map((line) => `  ${line}`),
    '',
  ].join('\n');
}

function boxesIn({ boxes, frames }: Frame): readonly Box[] {
  return [...boxes, ...frames.flatMap(boxesIn)];
}

/** Returns what gives each key a name of letters and digits, the same in every picture where no other key is like it. */
function ids(): (key: string) => string {
  const known = new Map<string, string>();
  const taken = new Set<string>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const name = masked(key)
      .slice(0, MAX_LENGTH)
      .replace(/[^A-Za-z0-9]+/g, '_');
    // See SPECIAL.
    const plain = name.replace(/(s)(?=tyle)|(c)(?=lassDef)/g, '$&_');
    let id = plain;
    for (let number = 2; taken.has(id); number += 1) id = `${plain}_${number}`;
    known.set(key, id);
    taken.add(id);
    return id;
  };
}

/** Lines as one text in quotes. */
function quoted(lines: readonly string[]): string {
  return `"${lines.map(line).join('<br/>')}"`;
}

/** A line without credentials, in which every character that Mermaid, Markdown or HTML may read is an entity. */
function line(text: string): string {
  const shown = printable(masked(text));
  const short = shown.length > MAX_LENGTH ? `${shown.slice(0, MAX_LENGTH - 1)}…` : shown;
  return short.replace(SPECIAL, (character) => `#${character.charCodeAt(0)};`);
}

/** Mermaid drops the semicolon of an entity in a line with one of its words for colours. */
const SPECIAL = /["<>&#`%{}\\|*_~[\]()]|s(?=tyle)|c(?=lassDef)/g;
