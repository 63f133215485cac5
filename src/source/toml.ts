import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
import { isCredential } from '../credentials/places.ts';
import { MAX_DEPTH, MAX_WORDS } from './limits.ts';
import {
  EMPTY,
  type Place,
  type Problem,
  type Reading,
  type Span,
  tooDeep,
  tooManyWords,
} from './reading.ts';
import { tomlWords } from './toml-words.ts';

/** How much of a line is looked at to say what is wrong with it. */
const MAX_SHOWN = 80;

/** A place that may still get children: TOML adds to a table from several headers. */
interface Growing extends Span {
  key?: Span;
  readonly plain?: boolean;
  readonly scalar?: unknown;
  readonly isList?: boolean;
  readonly children?: Map<string | number, Growing>;
}

/** Reads TOML 1.0, with the place of each key and value. Dates are refused: a document holds none. */
export function readToml(text: string): Reading {
  const limit = wordsEnd(text);
  if (limit !== undefined) return { problems: [tooManyWords(limit)] };
  let program: AST.TOMLProgram;
  try {
    program = parseTOML(text, { tomlVersion: '1.0' });
  } catch (error) {
    return { problems: [refusal(error, text)] };
  }
  const table = program.body[0];
  if (table.body.length === 0) {
    return { problems: [EMPTY] };
  }
  const problems: Problem[] = [];
  const root: Growing = { start: table.range[0], end: table.range[1], children: new Map() };
  for (const node of table.body) {
    if (node.type === 'TOMLKeyValue') {
      assign(root, [], node, problems);
    } else {
      const spans = node.key.keys.map(spanOf);
      const target = descend(root, node.resolvedKey, spans, spanOf(node), problems);
      if (target) for (const entry of node.body) assign(target, node.resolvedKey, entry, problems);
    }
  }
  // Beyond the limit the rest says nothing.
  const limits = problems.filter(({ code }) => code === 'TOO_DEEP');
  return limits.length > 0 ? { problems: limits } : { value: dataOf(root), root: root as Place, problems };
}

/** Where a text gets too much for the library, which reads it as a whole: an entry is three words or more. */
function wordsEnd(text: string): number | undefined {
  let words = 0;
  for (const { index } of text.matchAll(/[\n,[{]/g)) {
    words += 3;
    if (words > MAX_WORDS) return index;
  }
  return undefined;
}

/** Walks down the path and makes the tables and lists of tables that are not there yet. */
function descend(
  from: Growing,
  path: readonly (string | number)[],
  keys: readonly Span[],
  span: Span,
  problems: Problem[],
): Growing | undefined {
  if (path.length > MAX_DEPTH) {
    problems.push(tooDeep(span));
    return undefined;
  }
  let place = from;
  let key = 0;
  for (const [index, part] of path.entries()) {
    let next = place.children?.get(part);
    if (next === undefined) {
      next = { ...span, isList: typeof path[index + 1] === 'number', children: new Map() };
      if (typeof part === 'string') next.key = keys[key] ?? span;
      place.children?.set(part, next);
    }
    if (typeof part === 'string') key += 1;
    place = next;
  }
  return place;
}

function assign(
  table: Growing,
  above: readonly (string | number)[],
  node: AST.TOMLKeyValue,
  problems: Problem[],
): void {
  const names = node.key.keys.map((key) => (key.type === 'TOMLBare' ? key.name : key.value));
  const spans = node.key.keys.map(spanOf);
  const parent = descend(table, names.slice(0, -1), spans, spanOf(node), problems);
  const place = read(node.value, [...above, ...names], problems);
  place.key = spans.at(-1)!;
  parent?.children?.set(names.at(-1)!, place);
}

function read(node: AST.TOMLContentNode, path: readonly (string | number)[], problems: Problem[]): Growing {
  const span = spanOf(node);
  if (node.type === 'TOMLValue') {
    if (node.value instanceof Date) {
      const written = 'datetime' in node ? node.datetime : '';
      const isHidden = isCredential(path);
      problems.push({
        code: 'WRONG_TYPE',
        message: `Without quotes ${isHidden ? 'this' : written} is a date, and a document holds no dates.`,
        help: isHidden ? 'Put it in quotes.' : `Put it in quotes: "${written}".`,
        path,
        ...span,
      });
      return { ...span, scalar: written, plain: true };
    }
    return { ...span, scalar: node.value, plain: node.kind !== 'string' };
  }
  if (path.length > MAX_DEPTH) {
    problems.push(tooDeep(span));
    return { ...span, scalar: null };
  }
  const place: Growing = { ...span, isList: node.type === 'TOMLArray', children: new Map() };
  if (node.type === 'TOMLArray') {
    for (const [index, element] of node.elements.entries()) {
      place.children?.set(index, read(element, [...path, index], problems));
    }
  } else {
    for (const entry of node.body) assign(place, path, entry, problems);
  }
  return place;
}

function dataOf({ children, isList, scalar }: Growing): unknown {
  if (children === undefined) return scalar;
  if (isList) return [...children.values()].map(dataOf);
  return Object.fromEntries([...children].map(([key, child]) => [key, dataOf(child)]));
}

function spanOf({ range }: { readonly range: readonly [number, number] }): Span {
  return { start: range[0], end: range[1] };
}

function refusal(error: unknown, text: string): Problem {
  if (error instanceof ParseError) {
    const start = Math.min(error.index, Math.max(0, text.length - 1));
    const before = text.slice(
      Math.max(text.lastIndexOf('\n', error.index - 1) + 1, error.index - MAX_SHOWN),
      error.index,
    );
    const found = /^(?:true|false)\b|^[\s\S]/iu.exec(text.slice(error.index, error.index + MAX_SHOWN))?.[0];
    return { ...tomlWords(error.message, before, found), start, end: start + (found?.length ?? 1) };
  }
  if (error instanceof RangeError) {
    // The library spreads each string over the arguments of one call.
    return {
      code: 'INPUT_TOO_LARGE',
      message: 'A string in this TOML is too long to be read.',
      help: 'Strings can have some 100,000 characters in TOML; write the document as YAML if you need more.',
      start: 0,
      end: 0,
    };
  }
  throw error;
}
