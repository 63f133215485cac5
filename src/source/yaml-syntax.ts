import type { CST, Document, YAMLError } from 'yaml';
import { lines } from './lines.ts';
import type { Problem } from './reading.ts';
import { shownWord } from './shown-word.ts';

interface Words {
  readonly message: string;
  readonly help: string;
}

const MAX_SHOWN = 40;

/** What to say where somebody left a template's braces in a document. */
export const TEMPLATE: Words = {
  message: 'Double braces are a template, and nothing fills in templates here.',
  help: 'Write the value itself, or put it in quotes if the braces belong to it.',
};

/** Blanks that look like spaces and are none to YAML, among the spaces at the start of a line. */
const OTHER_BLANK = /^[ \t]*([\u00A0\u2000-\u200A\u202F\u3000])/gm;

/** What to say of such a blank. */
export const NO_BREAK_SPACE: Words = {
  message: 'A no-break space stands in the indentation, which looks like a space and is none to YAML.',
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
  const errors = documents.flatMap((document) => [
    ...document.errors,
    // The one warning that is no slip: a closing brace in the column of its key.
    ...document.warnings.filter(({ code }) => code !== 'BAD_INDENT'),
  ]);
  // A key over two lines is told at the second one, and once.
  const twoLines = new Set(
    errors.filter(({ code }) => code === 'MULTILINE_IMPLICIT_KEY').map(({ pos }) => pos[0]),
  );
  const words = errors
    .filter(
      ({ code, pos }) => pos[0] <= horizon && !(code === 'BLOCK_AS_IMPLICIT_KEY' && twoLines.has(pos[0])),
    )
    .map((error) => translate(error, text));

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

/** The first no-break space in the indentation: what comes after it is read as belonging elsewhere. */
function otherBlank(text: string): Problem | undefined {
  const [found] = text.matchAll(OTHER_BLANK);
  if (found === undefined) return undefined;
  const start = found.index + found[0].length - 1;
  return { code: 'YAML_SYNTAX', ...NO_BREAK_SPACE, start, end: start + 1 };
}

/** Quotes, braces and brackets that nothing closes, told where they open: the parser tells where it gave up. */
function unclosed(token: CST.Token): Problem[] {
  const problem = (sign: string): Problem => ({
    code: 'YAML_SYNTAX',
    message: `Nothing closes this \`${sign}\`.`,
    help:
      sign === '{' || sign === '['
        ? 'Close it, or put the text in quotes if it only starts with a bracket.'
        : `Close the quote, and write a quote inside the text as ${sign === "'" ? "''" : '\\"'}.`,
    start: token.offset,
    end: token.offset + 1,
  });
  if (token.type === 'document') return token.value ? unclosed(token.value) : [];
  if (token.type === 'single-quoted-scalar' || token.type === 'double-quoted-scalar') {
    const quote = token.source[0]!;
    return token.source.length === 1 || !token.source.endsWith(quote) ? [problem(quote)] : [];
  }
  if (!('items' in token)) return [];
  const inner = token.items.flatMap(({ key, value }) => [
    ...(key ? unclosed(key) : []),
    ...(value ? unclosed(value) : []),
  ]);
  const isOpen =
    token.type === 'flow-collection' &&
    !token.end.some(({ type }) => type === 'flow-map-end' || type === 'flow-seq-end');
  return isOpen ? [problem(token.start.source), ...inner] : inner;
}

function translate({ code, message, pos }: YAMLError, text: string): Problem {
  const [start, end] = pos;
  const line = text.slice(start, end).split('\n', 1)[0]!;
  const shown = `\`${shownWord(line)}\``;
  const problem = (words: Words, from = start, to = end): Problem => ({
    code: 'YAML_SYNTAX',
    ...words,
    start: from,
    end: Math.max(to, from + 1),
  });
  /** The first character that is no blank. */
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
        return problem({ message: 'More stands here after the end of the value.', help: QUOTE_WHOLE });
      }
  }
  return problem({ message: `YAML does not allow ${shown} at this place.`, help: QUOTE_WHOLE });
}

const QUOTE_WHOLE = 'Check the indentation; put the value as a whole in quotes if all of it is text.';

const TAB: Words = {
  message: 'A tab stands in the indentation, and YAML takes only spaces there.',
  help: 'Replace the tab by spaces.',
};

const INDENTATION: Words = {
  message: 'This line is indented in another way than the lines it belongs to.',
  help: 'The keys of one mapping start in the same column, and so do the items of one list.',
};

const DEEPER_KEY: Words = {
  message: 'This key is indented deeper than the line above, which has its value already.',
  help: 'Start the keys of one mapping in the same column.',
};

const NO_COLON: Words = {
  message: 'This line has no colon with a blank after it, so it is no key with a value.',
  help: 'Write it as `key: value`.',
};

const SECOND_COLON: Words = {
  message: 'A second colon with a blank after it stands in this line.',
  help: 'Put the value in quotes if the colon belongs to it, or start the inner mapping on the next line.',
};

const LIST_ITEM: Words = {
  message: 'A list item cannot stand here, on the line of a key or among the keys of a mapping.',
  help: 'Start the list on the line below its key; put the text in quotes if the dash belongs to it.',
};

const NO_COMMA: Words = {
  message: 'No comma stands between this entry and the one before.',
  help: 'Put a comma between the entries inside braces and brackets.',
};

const EXTRA_COMMA: Words = {
  message: 'A comma stands here with no entry before it.',
  help: 'Remove the comma.',
};

const COMMENT: Words = {
  message: 'This `#` starts no comment, since no blank stands before it.',
  help: 'Put a blank before it, or the text in quotes if it belongs to it.',
};

const BLOCK_TEXT: Words = {
  message: 'After `|` or `>` the text starts on the next line.',
  help: 'Move the text down and indent it, or put it in quotes if it starts with that sign.',
};
