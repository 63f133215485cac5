import { Composer, type CST, type Document, isScalar, Lexer, type ParsedNode, Parser } from 'yaml';
import { MAX_DEPTH } from './limits.ts';
import { EMPTY, type Problem, type Reading, tooDeep } from './reading.ts';
import { readNode } from './yaml-node.ts';
import { syntaxProblems } from './yaml-syntax.ts';

/**
 * Reads YAML 1.2 with the core schema, anchors and merge keys, and with the place of each key and value. What
 * kustomize would read in another way is refused, so that a document means the same through every door.
 */
export function readYaml(text: string): Reading {
  const { tokens, deep } = parse(text);
  if (deep !== undefined) return { problems: [deep] };

  // Repeated keys are looked for in `readNode`, since the library compares each key with each other one.
  const composer = new Composer({
    prettyErrors: false,
    schema: 'core',
    resolveKnownTags: false,
    uniqueKeys: false,
  });
  const documents = [...composer.compose(tokens, true, text.length)] as Document.Parsed[];
  const syntax = syntaxProblems(documents, tokens, text);
  if (syntax.length > 0) return { problems: syntax };

  const [first, second] = documents.map(({ contents }) => contents).filter((node) => !isEmpty(node));
  if (!first) return { problems: [EMPTY] };
  const reading = readNode(first, text);
  if (!second) return reading;
  const problem: Problem = {
    code: 'MULTIPLE_DOCUMENTS',
    message: 'A second document starts here, and a file holds one.',
    help: 'Split the file at the `---` line.',
    start: second.range[0],
    end: second.range[0] + 1,
  };
  return { ...reading, problems: [...reading.problems, problem] };
}

function isEmpty(node: ParsedNode | null): boolean {
  return node === null || (isScalar(node) && node.value === null);
}

/** Parses without recursion, and stops at the first token that is nested too deep to be composed. */
function parse(text: string): { tokens: CST.Token[]; deep?: Problem } {
  const tokens: CST.Token[] = [];
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    // The stack has the document, the open mappings and lists, and maybe a scalar.
    const top = parser.stack.at(-1);
    if (parser.stack.length > MAX_DEPTH + 1 && top !== undefined && 'items' in top) {
      return { tokens, deep: tooDeep({ start: parser.offset - lexeme.length, end: parser.offset }) };
    }
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens };
}
