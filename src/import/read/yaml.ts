import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseAllDocuments,
  type Scalar,
  type YAMLMap,
} from 'yaml';

import type { Path } from '../../core/data/path.ts';
import { isTooDeep, type Located, linesOf, type Text, type Unreadable } from './located.ts';

/** How many values the aliases of a document may stand for. */
const MAX_ALIASES = 10_000;

const TOO_DEEP = 'nested too deep, or with too many aliases, to be read';

/** Reads the documents of a YAML text as Helm and kubectl do: `yes` and `on` are true. Empty documents are left out. */
export function readYamlTexts(text: Text): readonly (Located | Unreadable)[] {
  try {
    const documents = parseAllDocuments(text.text, {
      version: '1.1',
      merge: true,
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'error',
      customTags: (tags) => tags.filter((tag) => !isBeyondKubectl(tag)),
    });
    return (Array.isArray(documents) ? documents : []).flatMap(
      (document): readonly (Located | Unreadable)[] => {
        const [error] = document.errors;
        if (error !== undefined)
          return [{ message: withoutQuote(error.message), from: text.place(error.pos[0]) }];
        const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
        if (isTooDeep(value)) return [{ message: TOO_DEEP, from: text.place(document.range[0]) }];
        return value === null || value === undefined ? [] : [located(document, value, text)];
      },
    );
  } catch {
    // Deep nesting and aliases of aliases end the library.
    return [{ message: TOO_DEEP, from: text.place(0) }];
  }
}

/** The library quotes what it stumbles over, which may be a credential. */
function withoutQuote(message: string): string {
  return message.split(/: |\n/)[0]!;
}

/** Dates, binary data and base sixty are text to kubectl. */
function isBeyondKubectl(tag: unknown): boolean {
  const { tag: name = '', format = '' } = tag as { tag?: string; format?: string };
  return /timestamp|binary|omap|pairs|set$/.test(name) || format === 'TIME';
}

type KeyedPair = Pair<Scalar, Node | null>;

/** A node, and the key that leads to it. */
interface Found {
  readonly node: Node | null;
  readonly pair?: KeyedPair;
}

/** What a mapping has under its keys, of two alike the last, and what it merges from other mappings. */
interface MappingPairs {
  readonly byKey: ReadonlyMap<string, KeyedPair>;
  readonly merges: readonly (Node | null)[];
}

function located(document: Document.Parsed, value: unknown, text: Text): Located {
  const resolved = (node: Node | null): Node | null =>
    isAlias(node) ? ((node.resolve(document) as Node | undefined) ?? null) : node;
  const pairs = new Map<Node, MappingPairs>();
  const pairsOf = (mapping: YAMLMap): MappingPairs => {
    const known = pairs.get(mapping);
    if (known !== undefined) return known;
    const all = mapping.items.filter((item): item is KeyedPair => isPair(item) && isScalar(item.key));
    const read: MappingPairs = {
      byKey: new Map(all.map((pair) => [String(pair.key.value), pair])),
      merges: all.filter(({ key }) => String(key.source ?? key.value) === '<<').map(({ value }) => value),
    };
    pairs.set(mapping, read);
    return read;
  };
  const step = (above: Node | null, part: string | number): Found | undefined => {
    const node = resolved(above);
    if (isSeq(node) && typeof part === 'number') {
      const item = node.items[part] as Node | undefined;
      return item && { node: item };
    }
    if (!isMap(node)) return undefined;
    const { byKey, merges } = pairsOf(node);
    const pair = byKey.get(String(part));
    if (pair !== undefined) return { node: pair.value, pair };
    for (const merge of merges) {
      const target = resolved(merge);
      for (const one of isSeq(target) ? (target.items as Node[]) : [target]) {
        const found = step(one, part);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  };
  const follow = (path: Path): { readonly found: Found; readonly isWhole: boolean } => {
    let found: Found = { node: document.contents };
    for (const part of path) {
      const next = step(found.node, part);
      if (next === undefined) return { found, isWhole: false };
      found = next;
    }
    return { found, isWhole: true };
  };
  return {
    value,
    at: (path) => {
      const { node, pair } = follow(path).found;
      return text.place((pair?.key ?? node)?.range?.[0] ?? 0);
    },
    commentAt: (path) => {
      const { found, isWhole } = follow(path);
      if (!isWhole || path.length === 0) return undefined;
      const { node, pair } = found;
      const above = follow(path.slice(0, -1)).found.node;
      // The library gives the comment above a first key to the mapping.
      const isFirst = isMap(above) && pair !== undefined && above.items[0] === pair;
      const parts = [
        isFirst ? (above.commentBefore ?? undefined) : undefined,
        pair?.key.commentBefore,
        pair === undefined || isScalar(node) ? node?.commentBefore : undefined,
        isScalar(node) ? node.comment : undefined,
      ].filter((part) => part !== undefined && part !== null);
      return parts.length > 0 ? parts.map(trimmed).join('\n') : undefined;
    },
    textAt: (path) => {
      const { found, isWhole } = follow(path);
      const node = resolved(found.node);
      if (!isWhole || !isScalar(node) || typeof node.value !== 'string') return undefined;
      return within(text, node.value, node.range?.[0] ?? 0, node.range?.[1] ?? 0);
    },
    comments: [document.commentBefore, document.comment]
      .filter((part) => part !== undefined && part !== null)
      .map((part) => ({ text: trimmed(part), from: text.place(0) })),
  };
}

function trimmed(comment: string): string {
  return comment
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .trim();
}

/** The text of a scalar between two offsets: each of its lines where it is found, in order. */
function within(outer: Text, value: string, start: number, end: number): Text {
  const raw = outer.text.slice(start, end);
  let from = 0;
  const starts = value.split('\n').map((line) => {
    const at = line.trim() === '' ? -1 : raw.indexOf(line, from);
    if (at < 0) return undefined;
    from = at + line.length;
    return start + at;
  });
  const own = linesOf(value);
  return {
    text: value,
    line: own.line,
    place: (at) => {
      const line = own.line(at) - 1;
      const known = starts.slice(0, line + 1).findLastIndex((one) => one !== undefined);
      if (known < 0) return outer.place(start);
      return outer.place(starts[known]! + (known === line ? at - own.starts[line]! : 0));
    },
  };
}
