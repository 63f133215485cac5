import { type AST, parseTOML } from 'toml-eslint-parser';

import type { Path } from '../../core/data/path.ts';
import { setOwn } from '../../core/data/set-own.ts';
import { type Comment, isTooDeep, type Located, linesOf, type Text, type Unreadable } from './located.ts';

const TOO_DEEP = 'nested too deep to be read';

/**
 * Reads TOML as the runner does: dates and numbers beyond the exact ones stay the text that was written. Says what is
 * wrong where the text is not TOML.
 */
export function readToml(text: Text): Located | Unreadable {
  let program: AST.TOMLProgram;
  try {
    program = parseTOML(text.text);
  } catch (error) {
    const { index = 0, message } = error as { index?: number; message: string };
    // Deep nesting ends the parser, and its message is of the engine.
    if (!('lineNumber' in (error as object))) return { message: TOO_DEEP, from: text.place(0) };
    return { message: message.replace(/ \(\d+:\d+\)$/, ''), from: text.place(index) };
  }
  const root: Record<string, unknown> = {};
  const starts = new Map<string, number>();
  const comments = commentsOf(text, program.comments);
  const places = new Map<string, { start: number; end: number }>();
  const strings = new Map<string, { start: number; text: string }>();

  const enter = (path: Path, start: number, end: number): void => {
    const key = JSON.stringify(path);
    if (!starts.has(key)) starts.set(key, start);
    if (!places.has(key)) places.set(key, { start, end });
  };
  const read = (node: AST.TOMLContentNode, path: Path): unknown => {
    if (node.type === 'TOMLArray') {
      return node.elements.map((element, index) => {
        enter([...path, index], element.range[0], element.range[1]);
        return read(element, [...path, index]);
      });
    }
    if (node.type === 'TOMLInlineTable') {
      const table: Record<string, unknown> = {};
      for (const pair of node.body) assign(table, pair, path);
      return table;
    }
    if (node.kind === 'string') {
      const [start, end] = node.range;
      const raw = text.text.slice(start, end);
      const quotes = /^(?:"""|''')(?:\r?\n)?|^["']/.exec(raw)?.[0].length ?? 0;
      const isVerbatim = raw.slice(quotes, quotes + node.value.length) === node.value;
      strings.set(JSON.stringify(path), {
        start: isVerbatim ? start + quotes : -start - 1,
        text: node.value,
      });
      return node.value;
    }
    if (node.kind === 'boolean') return node.value;
    if ((node.kind === 'integer' || node.kind === 'float') && isExact(node.value)) return node.value;
    return text.text.slice(...node.range);
  };
  const assign = (table: Record<string, unknown>, pair: AST.TOMLKeyValue, above: Path): void => {
    const keys = pair.key.keys.map(nameOf);
    let target = table;
    let path = above;
    for (const [index, key] of keys.entries()) {
      path = [...path, key];
      enter(path, pair.key.keys[index]!.range[0], pair.range[1]);
      if (index === keys.length - 1) setOwn(target, key, read(pair.value, path));
      else target = tableIn(target, key);
    }
  };

  for (const node of program.body[0].body) {
    if (node.type === 'TOMLKeyValue') {
      assign(root, node, []);
      continue;
    }
    const path = node.resolvedKey;
    let target: Record<string, unknown> | unknown[] = root;
    for (const [index, part] of path.entries()) {
      const here = path.slice(0, index + 1);
      enter(here, node.key.range[0], node.key.range[1]);
      target = typeof path[index + 1] === 'number' ? listIn(target, part) : tableIn(target, part);
    }
    for (const pair of node.body) assign(target as Record<string, unknown>, pair, path);
  }

  if (isTooDeep(root)) return { message: TOO_DEEP, from: text.place(0) };
  const nearest = (path: Path): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const start = starts.get(JSON.stringify(path.slice(0, length)));
      if (start !== undefined) return start;
    }
    return 0;
  };
  const beside = new Map(
    [...places].map(([key, { start, end }]) => [key, comments.take(start, end)] as const),
  );
  return {
    value: root,
    at: (path) => text.place(nearest(path)),
    commentAt: (path) => beside.get(JSON.stringify(path)),
    textAt: (path) => {
      const found = strings.get(JSON.stringify(path));
      if (found === undefined) return undefined;
      const { start } = found;
      return {
        text: found.text,
        line: linesOf(found.text).line,
        place: (offset) => text.place(start < 0 ? -start - 1 : start + offset),
      };
    },
    comments: comments.left(),
  };
}

/**
 * Returns what gives each comment of a text to one key: those of the lines right above it, and the one behind it. Each is
 * given once.
 */
function commentsOf(source: Text, comments: readonly AST.Comment[]) {
  const lineOf = (offset: number): number => source.line(offset);
  const alone = new Map<number, Comment>();
  const behind = new Map<number, Comment>();
  for (const { value, range } of comments) {
    const isAlone = /(?:^|\n)[ \t]*$/.test(source.text.slice(Math.max(0, range[0] - 200), range[0]));
    (isAlone ? alone : behind).set(lineOf(range[0]), {
      text: value.replace(/^#+/, '').trim(),
      from: source.place(range[0]),
    });
  }
  const taken = (from: Map<number, Comment>, line: number): string | undefined => {
    const found = from.get(line);
    from.delete(line);
    return found?.text;
  };
  return {
    take: (start: number, end: number): string | undefined => {
      const found: string[] = [];
      for (let line = lineOf(start) - 1; alone.has(line); line -= 1) found.unshift(taken(alone, line)!);
      const last = taken(behind, lineOf(end));
      if (last !== undefined) found.push(last);
      return found.length > 0 ? found.join('\n') : undefined;
    },
    left: (): Comment[] => [...alone.values(), ...behind.values()],
  };
}

function isExact(value: number): boolean {
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}

function nameOf(key: AST.TOMLBare | AST.TOMLQuoted): string {
  return key.type === 'TOMLBare' ? key.name : key.value;
}

function childOf<T extends object>(table: object, key: string | number, make: () => T): T {
  if (!Object.hasOwn(table, key)) setOwn(table, key, make());
  return (table as Record<string | number, unknown>)[key] as T;
}

function tableIn(table: object, key: string | number): Record<string, unknown> {
  const found = childOf(table, key, () => ({}));
  return found as Record<string, unknown>;
}

function listIn(table: object, key: string | number): unknown[] {
  return childOf(table, key, (): unknown[] => []);
}
