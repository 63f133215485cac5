import { type CST, type Document, isCollection, type YAMLError } from 'yaml';
import { beginning } from '../../core/credentials/unread.ts';
import { lines } from './lines.ts';
import { type Problem, secondDocument } from './reading.ts';

interface Words {
  readonly message: string;
  readonly help: string;
}

const MAX_SHOWN = 40;

/** What to say where a document still has the braces of a template. */
export const TEMPLATE: Words = {
  message: 'Double braces are a template, and templates are not evaluated here.',
  help: 'Write the value itself, or put it in quotes if the braces belong to it.',
};

/** What to say of a JavaScript comment, which YAML reads as text. */
export const SLASHES: Words = {
  message: 'Slashes start no comment in YAML, nor in JSON.',
  help: 'Start the comment with `#`, or put the text in quotes if it is not a comment.',
};

/** Blanks that look like spaces but are not spaces to YAML, among the spaces at the start of a line. */
const OTHER_BLANK = /^[ \t]*([\u00A0\u2000-\u200A\u202F\u3000])/gm;

/** What to say of such a blank. */
export const NO_BREAK_SPACE: Words = {
  message: 'The indentation has a no-break space. It looks like a space, but YAML does not read it as one.',
  help: 'Replace it by a space. Text copied from a web page or a chat often has some.',
};

/**
 * What keeps a text from being YAML, in file order, and at most one problem a line, since one slip makes the
 * parser stumble several times.
 */
export function syntaxProblems(
  documents: readonly Document.Parsed[],
  tokens: readonly CST.Token[],
  text: string,
): Problem[] {
  const open = tokens.flatMap(unclosed);
  const horizon = open[0]?.start ?? text.length;
  const errors = slips(
    documents.flatMap((document) => [
      ...document.errors,
      // The one warning that is not about a slip: a closing brace in the column of its key.
      ...document.warnings.filter(({ code }) => code !== 'BAD_INDENT'),
    ]),
  );
  const end = flowEnd(documents);
  const words = errors
    .filter(({ pos }) => pos[0] <= horizon)
    .map((error) => (error.pos[0] < end ? translate(error, text) : goesOn(error, text)));

  const templates = errors.flatMap((error) => templateAt(error, text) ?? []);
  if (templates.length > 0) return templates.slice(0, 1);

  const blank = words.length === 0 ? undefined : otherBlank(text);
  if (blank !== undefined) return [blank];

  const position = lines(text);
  const seen = new Set<number>();
  return [...open, ...words]
    .toSorted((a, b) => a.start - b.start)
    .filter(({ start }) => {
      const { line } = position(start);
      const isNew = !seen.has(line);
      seen.add(line);
      return isNew;
    });
}

/** Errors that cause others, the gravest first: a mapping without braces inside braces, a key over two lines. */
const CAUSES = ['BLOCK_IN_FLOW', 'MULTILINE_IMPLICIT_KEY'];

/** The errors without those that another one causes. */
function slips(errors: readonly YAMLError[]): readonly YAMLError[] {
  const rank = ({ code }: YAMLError): number => [...CAUSES, code].indexOf(code);
  let end = 0;
  return errors
    .toSorted((a, b) => a.pos[0] - b.pos[0] || rank(a) - rank(b))
    .filter(({ code, message, pos }, index) => {
      // Once the text has ended, each word after it is an error.
      if (pos[0] < end || (index > 0 && message.includes('in YAML stream'))) return false;
      if (code === 'BLOCK_IN_FLOW') end = pos[1];
      if (code === 'MULTILINE_IMPLICIT_KEY') end = pos[0] + 1;
      return true;
    });
}

/** Where the only document ends, if braces or brackets enclose all of it, as in JSON. */
function flowEnd([first, second]: readonly Document.Parsed[]): number {
  const root = first?.contents;
  const isFlow = second === undefined && isCollection(root) && root.flow === true;
  return isFlow ? root.range[1] : Number.POSITIVE_INFINITY;
}

/** How far from an error a template is looked for that makes the parser stumble. */
const MAX_AWAY = 200;

/** A template in the line of an error: nothing is known of the text after it. */
function templateAt({ pos: [at] }: YAMLError, text: string): Problem | undefined {
  const from = Math.max(text.lastIndexOf('\n', at - 1) + 1, at - MAX_AWAY);
  const [line = ''] = text.slice(from, at + MAX_AWAY).split('\n', 1);
  const found = /(?:^|[\s[,:])(\{\{.*?\}\})/.exec(line);
  if (found === null) return undefined;
  const end = from + found.index + found[0].length;
  return { code: 'YAML_SYNTAX', ...TEMPLATE, start: end - found[1]!.length, end };
}

/** What to say of text after the end of the document. */
function goesOn({ pos: [start, end] }: YAMLError, text: string): Problem {
  return text[start] === '{'
    ? secondDocument(start)
    : { code: 'YAML_SYNTAX', ...AFTER_END, start, end: Math.max(end, start + 1) };
}

/** The first no-break space in the indentation: what comes after it is read as belonging elsewhere. */
function otherBlank(text: string): Problem | undefined {
  const [found] = text.matchAll(OTHER_BLANK);
  if (found === undefined) return undefined;
  const start = found.index + found[0].length - 1;
  return { code: 'YAML_SYNTAX', ...NO_BREAK_SPACE, start, end: start + 1 };
}

/**
 * Quotes, braces and brackets that nothing closes, reported where they open: the parser reports where it gave up. What
 * is open around an open one is so for the same reason.
 */
function unclosed(token: CST.Token): Problem[] {
  if (token.type === 'document') return token.value ? unclosed(token.value) : [];
  if (token.type === 'single-quoted-scalar' || token.type === 'double-quoted-scalar') {
    const quote = token.source[0]!;
    return token.source.length === 1 || !token.source.endsWith(quote)
      ? [neverClosed(quote, token.offset)]
      : [];
  }
  if (!('items' in token)) return [];
  const inner = token.items.flatMap(({ key, value }) => [
    ...(key ? unclosed(key) : []),
    ...(value ? unclosed(value) : []),
  ]);
  if (token.type !== 'flow-collection' || inner.length > 0) return inner;
  const end = token.start.type === 'flow-map-start' ? 'flow-map-end' : 'flow-seq-end';
  return token.end.some(({ type }) => type === end) ? [] : [neverClosed(token.start.source, token.offset)];
}

function neverClosed(sign: string, start: number): Problem {
  return {
    code: 'YAML_SYNTAX',
    message: `Nothing closes this \`${sign}\`.`,
    help:
      sign === '{' || sign === '['
        ? 'Close it, or put the text in quotes if it only starts with a bracket.'
        : `Close the quote, and write a quote inside the text as ${sign === "'" ? "''" : '\\"'}.`,
    start,
    end: start + 1,
  };
}

function translate({ code, message, pos }: YAMLError, text: string): Problem {
  const [start, end] = pos;
  const line = text.slice(start, end).split('\n', 1)[0]!;
  const shown = `\`${beginning(line)}\``;
  const problem = (words: Words, from = start, to = end): Problem => ({
    code: 'YAML_SYNTAX',
    ...words,
    start: from,
    end: Math.max(to, from + 1),
  });
  /** The first character that is not a blank. */
  const content = (from: number): number => {
    let at = from;
    while (text[at] === ' ' || text[at] === '\t') at += 1;
    return at;
  };

  if (message.includes('block-seq-ind') || message.includes('block sequence')) return problem(LIST_ITEM);
  switch (code) {
    case 'TAB_AS_INDENT':
      return problem(TAB);
    case 'BAD_INDENT':
      return problem(INDENTATION, content(start), content(start) + 1);
    case 'MULTILINE_IMPLICIT_KEY': {
      if (/^-(?:\s|$)/.test(line)) return problem(LIST_ITEM);
      const startsLine = content(text.lastIndexOf('\n', start) + 1) === start;
      if (startsLine) return problem(NO_COLON, start, start + line.length);
      return problem(DEEPER_KEY, content(text.lastIndexOf('\n', end - 1) + 1), end);
    }
    case 'BLOCK_IN_FLOW': {
      if (line.startsWith('-')) break;
      const quote = /^["']/.exec(line)?.[0];
      // A text that continues in the next line: JSON has none.
      const isOpen = quote !== undefined && !line.includes(quote, 1);
      return isOpen ? neverClosed(quote, start) : problem(NO_COMMA_AFTER, start, start + line.length);
    }
    case 'BLOCK_AS_IMPLICIT_KEY': {
      const colon = /:(?=\s|$)/.exec(text.slice(start, start + MAX_SHOWN));
      return problem(SECOND_COLON, start, colon ? start + colon.index + 1 : end);
    }
    case 'BAD_SCALAR_START':
      return problem({
        message: `Without quotes no text can start with "${text[start]}".`,
        help: 'Put the text in quotes.',
      });
    case 'BAD_DQ_ESCAPE':
      return problem(
        {
          message: `\`${text.slice(start, start + 2)}\` is not an escape that YAML knows.`,
          help: 'Write the backslash twice, or put the text in single quotes, where a backslash is nothing special.',
        },
        start,
        start + 2,
      );
    case 'TAG_RESOLVE_FAILED':
      return problem({
        message: '`!` starts a tag, and nothing here knows this one.',
        help: 'Remove the tag, or put the text in quotes if none is meant.',
      });
    case 'BAD_DIRECTIVE':
      return problem({
        message: '`%` starts a directive, and nothing here knows this one.',
        help: 'Remove it, or put the text in quotes if none is meant.',
      });
    case 'BAD_ALIAS':
      return problem({
        message: '`*` starts an alias and `&` an anchor, and a name has to follow.',
        help: 'Put the text in quotes if neither is meant.',
      });
    case 'KEY_OVER_1024_CHARS':
      return problem({
        message: 'This key has more than 1024 characters, which YAML does not allow.',
        help: 'Shorten it.',
      });
    case 'MISSING_CHAR':
      if (message.startsWith('Implicit map keys')) return problem(NO_COLON, start, start + line.length);
      if (message.startsWith('Missing , or : between flow map')) return problem(NO_COMMA_OR_COLON);
      if (message.startsWith('Missing ,')) return problem(NO_COMMA);
      if (message.startsWith('Comments')) return problem(COMMENT);
      break;
    case 'UNEXPECTED_TOKEN':
      if (message.startsWith('Block scalar header')) return problem(BLOCK_TEXT);
      if (message.includes('Unexpected ,') || message.includes('empty item')) return problem(EXTRA_COMMA);
      if (message.includes('-end token')) {
        return problem({
          message: `Nothing opens this ${shown}.`,
          help: 'Remove it, or put the text in quotes.',
        });
      }
      if (message.includes('at node end')) {
        if (/^\/[/*]/.test(line)) return problem(SLASHES, start, start + 1);
        return problem({ message: 'There is more text here after the end of the value.', help: QUOTE_WHOLE });
      }
  }
  return problem({ message: `YAML does not allow ${shown} at this place.`, help: QUOTE_WHOLE });
}

const QUOTE_WHOLE = 'Check the indentation; put the value as a whole in quotes if all of it is text.';

const TAB: Words = {
  message: 'The indentation has a tab, and YAML accepts only spaces there.',
  help: 'Replace the tab with spaces.',
};

const INDENTATION: Words = {
  message: 'This line is indented in another way than the lines it belongs to.',
  help: 'The keys of one mapping start in the same column, and so do the items of one list.',
};

const DEEPER_KEY: Words = {
  message: 'This key is indented deeper than the line above, which has its value already.',
  help: 'Start the keys of one mapping in the same column.',
};

/** What to say of a line that is not an entry of a mapping. */
export const NO_COLON: Words = {
  message: 'This line has no colon followed by a space, so it is not a key with a value.',
  help: 'Write it as `key: value`.',
};

const SECOND_COLON: Words = {
  message: 'This line has a second colon followed by a space.',
  help: 'Put the value in quotes if the colon belongs to it, or start the inner mapping on the next line.',
};

const LIST_ITEM: Words = {
  message: 'A list item cannot be here, on the line of a key or among the keys of a mapping.',
  help: 'Start the list on the line below its key; put the text in quotes if the dash belongs to it.',
};

const NO_COMMA: Words = {
  message: 'The comma between this entry and the one before is missing.',
  help: 'Put a comma between the entries inside braces and brackets.',
};

const NO_COMMA_OR_COLON: Words = {
  message: 'A colon is missing before this, or a comma.',
  help: 'Inside braces, a colon separates a key from its value, and a comma separates entries.',
};

const NO_COMMA_AFTER: Words = {
  message: 'The comma between this value and the key after it is missing.',
  help: 'Put a comma between them, or the value in quotes if the second colon belongs to it.',
};

const AFTER_END: Words = {
  message: 'There is more text here after the end of the document.',
  help: 'Remove it, or look for a brace or a bracket that closes too early.',
};

const EXTRA_COMMA: Words = {
  message: 'There is a comma here with no entry before it.',
  help: 'Remove the comma.',
};

const COMMENT: Words = {
  message: 'This `#` does not start a comment, because there is no space before it.',
  help: 'Put a space before it, or put the text in quotes if it is part of it.',
};

const BLOCK_TEXT: Words = {
  message: 'After `|` or `>` the text starts on the next line.',
  help: 'Move the text down and indent it, or put it in quotes if it starts with that sign.',
};
