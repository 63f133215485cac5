import { type CST, isScalar, Lexer, type ParsedNode, Parser } from 'yaml';
import { CONFIG_TOML_FILE } from '../../core/document/findings/wrong-document.ts';
import { MAX_DEPTH } from '../../core/document/limits.ts';
import { compose } from './compose.ts';
import { MAX_WORDS } from './limits.ts';
import { EMPTY, type Problem, type Reading, secondDocument, tooDeep, tooManyWords } from './reading.ts';
import { readNode } from './yaml-node.ts';
import { NO_COLON, syntaxProblems } from './yaml-syntax.ts';

/** The line that begins a runner in config.toml. No document has it. */
const RUNNERS_SECTION = /^\[\[runners\]\]/m;

/**
 * Reads YAML 1.2 with the core schema, anchors and merge keys, and with the place of each key and value. What
 * kustomize would read in another way is refused: a document means the same through every door.
 */
export function readYaml(text: string): Reading {
  const section = RUNNERS_SECTION.exec(text);
  if (section !== null) {
    const start = section.index;
    return { problems: [{ ...CONFIG_TOML_FILE, start, end: start + section[0].length }] };
  }

  const { tokens, limit } = parse(text);
  if (limit !== undefined) return { problems: [limit] };

  const documents = compose(tokens, text.length);
  const syntax = syntaxProblems(documents, tokens, text);
  if (syntax.length > 0) return { problems: syntax };

  const [first, second] = documents.map(({ contents }) => contents).filter((node) => !isEmpty(node));
  if (!first) return { problems: [EMPTY] };
  if (isScalar(first) && first.type === 'PLAIN' && first.source.includes('=')) {
    // TOML, or lines of variables: one text to YAML, which may hold credentials.
    const [start] = first.range;
    const end = start + first.source.split('\n', 1)[0]!.length;
    return { problems: [{ code: 'YAML_SYNTAX', ...NO_COLON, start, end }] };
  }
  const reading = readNode(first, text);
  if (!second) return reading;
  const more = secondDocument(second.range[0]);
  return { ...reading, problems: [...reading.problems, more] };
}

function isEmpty(node: ParsedNode | null): boolean {
  return node === null || (isScalar(node) && node.value === null);
}

/** Parses without recursion, and stops where the text is too deep or too much to be composed. */
function parse(text: string): { tokens: CST.Token[]; limit?: Problem } {
  const tokens: CST.Token[] = [];
  const parser = new Parser();
  let words = 0;
  for (const lexeme of new Lexer().lex(text)) {
    words += 1;
    if (words > MAX_WORDS) return { tokens, limit: tooManyWords(parser.offset) };
    for (const token of parser.next(lexeme)) tokens.push(token);
    // The stack has the document, the open mappings and lists, and maybe a scalar.
    const top = parser.stack.at(-1);
    if (parser.stack.length > MAX_DEPTH + 1 && top !== undefined && 'items' in top) {
      return { tokens, limit: tooDeep({ start: parser.offset - lexeme.length, end: parser.offset }) };
    }
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens };
}
