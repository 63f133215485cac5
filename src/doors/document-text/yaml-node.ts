import { isAlias, isMap, isScalar, isSeq, type Pair, type ParsedNode, type Scalar } from 'yaml';
import { isSecret } from '../../core/credentials/secrets-at.ts';
import type { Span } from '../../core/data/span.ts';
import { MAX_DEPTH } from '../../core/document/limits.ts';
import { ambiguity, HIDDEN_AMBIGUITY } from '../../core/yaml/ambiguous-scalar.ts';
import { clearScalar } from './clear-scalar.ts';
import { MAX_REPEATED } from './limits.ts';
import { type Place, type Problem, type Reading, tooDeep } from './reading.ts';
import { NO_BREAK_SPACE, SLASHES, TEMPLATE } from './yaml-syntax.ts';

/** What a node of the syntax tree stands for. */
interface Found extends Place {
  readonly value: unknown;
  /** How many values it has, itself included, every use of an anchor counted. */
  readonly size: number;
  /** How many levels of mappings and lists it has. */
  readonly height: number;
  readonly children?: ReadonlyMap<string | number, Found>;
}

interface Key extends Span {
  readonly name: string;
  readonly isMerge: boolean;
}

/** Reads a composed document. Each node is read once: an alias shares what its anchor stands for. */
export function readNode(root: ParsedNode, text: string): Reading {
  const problems: Problem[] = [];
  const path: (string | number)[] = [];
  /** What each anchor stands for; `undefined` while its node is being read. */
  const anchors = new Map<string, Found | undefined>();
  /** The first key that begins with something that is not part of it. */
  let misread: Problem | undefined;
  /** How many values the aliases stand for. */
  let repeated = 0;

  const problem = (span: Span, rest: Omit<Problem, 'start' | 'end'>): void => {
    problems.push({ path: [...path], ...rest, start: span.start, end: span.end });
  };

  const read = (node: ParsedNode): Found => {
    if (isAlias(node)) return readAlias(node.source, spanOf(node));
    if (node.anchor === undefined) return readContent(node);
    anchors.set(node.anchor, undefined);
    const found = readContent(node);
    anchors.set(node.anchor, found);
    return found;
  };

  const readContent = (node: ParsedNode): Found => {
    if (isMap(node)) return readMapping(node.items as Pair<ParsedNode, ParsedNode | null>[], spanOf(node));
    if (isSeq(node)) return readList(node.items as ParsedNode[], spanOf(node));
    return readScalar(node as Scalar.Parsed);
  };

  const readAlias = (name: string, span: Span): Found => {
    const target = anchors.get(name);
    if (target === undefined) {
      problem(span, {
        code: 'YAML_SYNTAX',
        message: anchors.has(name)
          ? 'This alias is inside the value that it repeats.'
          : 'This alias repeats an anchor with its name, but there is no such anchor above it.',
        help: 'Put the text in quotes if no alias is meant.',
      });
      return nothing(span);
    }
    if (path.length + target.height > MAX_DEPTH) {
      problems.push(tooDeep(span));
      return nothing(span);
    }
    const isWithin = repeated <= MAX_REPEATED;
    repeated += target.size;
    if (repeated <= MAX_REPEATED) return target;
    if (isWithin) {
      problem(span, {
        code: 'INPUT_TOO_LARGE',
        message: `With its aliases written out up to here, the document has more than ${MAX_REPEATED} values.`,
        help: 'Aliases of aliases multiply: use fewer of them.',
      });
    }
    return nothing(span);
  };

  const readScalar = (node: Scalar.Parsed): Found => {
    const span = spanOf(node);
    const plain = isPlain(node);
    const two = plain ? ambiguity(node.source, node.value) : undefined;
    if (two !== undefined) {
      const isHidden = isSecret(node.value, path);
      const fix = isHidden ? undefined : clearScalar(node.source, path);
      problem(span, {
        code: 'AMBIGUOUS_VALUE',
        ...(isHidden ? HIDDEN_AMBIGUITY : two),
        ...(fix !== undefined && { fix }),
      });
    }
    return { ...span, value: node.value, plain, size: 1, height: 0 };
  };

  const readList = (nodes: readonly ParsedNode[], span: Span): Found => {
    const children = new Map<number, Found>();
    for (const [index, node] of nodes.entries()) {
      path.push(index);
      children.set(index, read(node));
      path.pop();
    }
    return collection(
      span,
      children,
      [...children.values()].map(({ value }) => value),
    );
  };

  const readMapping = (pairs: readonly Pair<ParsedNode, ParsedNode | null>[], span: Span): Found => {
    const children = new Map<string, Found>();
    let merges: readonly Found[] | undefined;
    for (const pair of pairs) {
      const key = readKey(pair.key);
      if (key === undefined) continue;
      path.push(key.name);
      if (key.isMerge ? merges !== undefined : children.has(key.name)) {
        problem(key, {
          code: 'DUPLICATE_KEY',
          message: `The key ${JSON.stringify(key.name)} appears twice in this mapping.`,
          help: key.isMerge ? 'Merge several mappings with a list: `<<: [*a, *b]`.' : 'Keep one of the two.',
          at: 'key',
          ...(pair.value !== null && {
            repeated: { ...spanOf(pair.value), isCollection: isMap(pair.value) || isSeq(pair.value) },
          }),
        });
      } else {
        const found = pair.value === null ? nothing(key) : read(pair.value);
        if (key.isMerge) merges = readMerge(key, found);
        else children.set(key.name, { ...found, key: { start: key.start, end: key.end } });
      }
      path.pop();
    }
    for (const merge of merges ?? []) {
      for (const [name, found] of merge.children as ReadonlyMap<string, Found>) {
        if (!children.has(name)) children.set(name, found);
      }
    }
    return collection(
      span,
      children,
      Object.fromEntries([...children].map(([name, { value }]) => [name, value])),
    );
  };

  /** The mappings that a `<<` key names, the one that wins first. */
  const readMerge = (key: Span, found: Found): readonly Found[] => {
    const sources = Array.isArray(found.value) ? [...(found.children?.values() ?? [])] : [found];
    if (sources.every(({ value }) => value !== null && typeof value === 'object' && !Array.isArray(value))) {
      return sources;
    }
    problem(key, {
      code: 'YAML_SYNTAX',
      message: 'The key `<<` merges a mapping, or a list of mappings, and this value is neither.',
      help: 'Put the key in quotes if no merge is meant.',
      at: 'key',
    });
    return [];
  };

  const readKey = (node: ParsedNode): Key | undefined => {
    const span = spanOf(node);
    if (!isScalar(node)) {
      const whole = text[span.start - 1] === '{' ? { start: span.start - 1, end: span.end + 1 } : span;
      const isTemplate = text.startsWith('{{', whole.start);
      problem(isTemplate ? whole : span, {
        code: 'YAML_SYNTAX',
        ...(isTemplate ? TEMPLATE : NO_TEXT_KEY),
      });
      return undefined;
    }
    const { source, value } = node as Scalar.Parsed;
    if (value === null && source === '') {
      problem(span, { code: 'YAML_SYNTAX', ...EMPTY_KEY });
      return undefined;
    }
    const plain = isPlain(node);
    const name = typeof value === 'string' ? value : source;
    const words = plain ? noKey(source) : undefined;
    if (words !== undefined) {
      misread ??= { code: 'YAML_SYNTAX', ...words, start: span.start, end: span.start + 1 };
      return undefined;
    }
    if (typeof value !== 'string' || (plain && ambiguity(source, value) !== undefined)) {
      problem(span, {
        code: 'WRONG_TYPE',
        message: `Without quotes the key ${source} is not text to kustomize, and every key is text.`,
        help: `Put it in quotes: "${source}".`,
        path: [...path, name],
        at: 'key',
        fix: { do: 'rename', path: [...path, name], key: name },
      });
    }
    return { ...span, name, isMerge: plain && name === '<<' };
  };

  const { value, ...place } = read(root);
  // Beyond a limit the rest means nothing, nor does it where blanks or comments are not what they look like.
  const limits = problems.filter(({ code }) => code === 'INPUT_TOO_LARGE' || code === 'TOO_DEEP');
  if (misread !== undefined) return { problems: [misread] };
  return limits.length > 0 ? { problems: limits } : { value, root: place, problems };
}

const NO_TEXT_KEY = {
  message: 'There is a mapping, a list or an alias where a key should be.',
  help: 'Put the text in quotes if it starts with a brace, a bracket or a star.',
};

const EMPTY_KEY = {
  message: 'There is no key before this colon.',
  help: 'Write the key, or put the colon in quotes.',
};

/** What to say of a key that looks like a blank, or a comment, and a key. */
function noKey(source: string): Pick<Problem, 'message' | 'help'> | undefined {
  if (/^\/[/*]/.test(source)) return SLASHES;
  return /^[\u00A0\u2000-\u200A\u202F\u3000]/.test(source) ? NO_BREAK_SPACE : undefined;
}

function isPlain(node: Scalar): boolean {
  return node.type === 'PLAIN' && node.tag === undefined;
}

function spanOf(node: ParsedNode): Span {
  return { start: node.range[0], end: node.range[1] };
}

function nothing(span: Span): Found {
  return { start: span.start, end: span.end, value: null, size: 1, height: 0 };
}

function collection(span: Span, children: ReadonlyMap<string | number, Found>, value: unknown): Found {
  let size = 1;
  let height = 0;
  for (const child of children.values()) {
    size += child.size;
    height = Math.max(height, child.height);
  }
  return { ...span, value, children, size, height: height + 1 };
}
