import { MAX_DEPTH } from './limits.ts';
import { EMPTY, type Place, type Problem, type Reading, type Span, tooDeep } from './reading.ts';
import { shownWord } from './shown-word.ts';

interface Found {
  readonly value: unknown;
  readonly place: Place;
}

/** Thrown to leave the recursion at the first thing that is not JSON. */
class Stop extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** Reads JSON as RFC 8259 has it, with the place of each key and value. A repeated key is a problem. */
export function readJson(text: string): Reading {
  const problems: Problem[] = [];
  const path: (string | number)[] = [];
  let at = 0;

  const stop = (message: string, help?: string, length = 1): never => {
    throw new Stop({
      code: 'JSON_SYNTAX',
      message,
      ...(help !== undefined && { help }),
      start: at,
      end: Math.min(at + length, text.length),
    });
  };

  const blank = (): void => {
    while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1;
  };

  const expected = (what: string): never => {
    const found = text[at];
    if (found === undefined)
      return stop(`The text ends where ${what} should stand.`, 'The file may be cut off.');
    if (found === '/' || found === '#')
      return stop('A comment stands here, and JSON has none.', 'Remove it, or write the document as YAML.');
    if (found === "'")
      return stop(
        `A single quote stands where ${what} should, and JSON knows only double quotes.`,
        `Write "text" instead of 'text'.`,
      );
    const word = /[^\s,:{}[\]"]{1,40}|/y;
    word.lastIndex = at;
    const shown = word.exec(text)?.[0] || found;
    if (what.startsWith('`,`') && /[\w"{[-]/.test(found)) {
      return stop(
        'No comma stands between this entry and the one before.',
        'Put a comma after the one before.',
      );
    }
    const help = /^(?:true|false|null)$/i.test(shown)
      ? 'Write it in lower case.'
      : /^\w/.test(shown)
        ? `Put it in quotes: keys and text have them, and only numbers, true, false and null go without.`
        : WORDS;
    return stop(`\`${shownWord(shown)}\` stands where ${what} should.`, help, shown.length);
  };

  const string = (): string => {
    const start = at;
    at += 1;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === 0x22) break;
      if (Number.isNaN(code)) {
        at = start;
        return stop('This text has no closing quote.', 'Close it, or look whether the file is cut off.');
      }
      if (code < 0x20)
        return stop(
          'A control character or a line break stands inside a text.',
          'Write a line break as \\n, a tab as \\t.',
        );
      if (code !== 0x5c) {
        at += 1;
        continue;
      }
      const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
      escaped.lastIndex = at;
      const found = escaped.exec(text)?.[0];
      if (found === undefined) {
        return stop(
          `\`${text.slice(at, at + 2)}\` is not an escape that JSON knows.`,
          'Write a backslash as \\\\.',
          2,
        );
      }
      at += found.length;
    }
    at += 1;
    return JSON.parse(text.slice(start, at)) as string;
  };

  const deeper = (): void => {
    if (path.length < MAX_DEPTH) return;
    throw new Stop(tooDeep({ start: at, end: at + 1 }));
  };

  const value = (): Found => {
    blank();
    const start = at;
    const first = text[at];
    if (first === '{' || first === '[') {
      deeper();
      at += 1;
      return first === '{' ? mapping(start) : list(start);
    }
    if (first === '"') return { value: string(), place: { start, end: at } };
    const scalar = /(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)(?![\w.+-])/y;
    scalar.lastIndex = at;
    const found = scalar.exec(text)?.[0];
    if (found === undefined) return expected('a value');
    at += found.length;
    return { value: JSON.parse(found) as unknown, place: { start, end: at, plain: true } };
  };

  /** Reads what stands between two entries. Returns whether another entry follows. */
  const another = (close: '}' | ']'): boolean => {
    blank();
    if (text[at] === close) {
      at += 1;
      return false;
    }
    if (text[at] !== ',') return expected(`\`,\` or \`${close}\``);
    const comma = at;
    at += 1;
    blank();
    if (text[at] !== close) return true;
    at = comma;
    return stop(
      `A comma stands before \`${close}\`, and JSON takes none after the last entry.`,
      'Remove the comma.',
    );
  };

  const isEmpty = (close: '}' | ']'): boolean => {
    blank();
    if (text[at] !== close) return false;
    at += 1;
    return true;
  };

  const mapping = (start: number): Found => {
    const entries = new Map<string, unknown>();
    const children = new Map<string, Place>();
    for (let more = !isEmpty('}'); more; more = another('}')) {
      if (text[at] !== '"') expected('a key in double quotes');
      const keyStart = at;
      const key = string();
      const span: Span = { start: keyStart, end: at };
      path.push(key);
      blank();
      if (text[at] !== ':') expected('`:`');
      at += 1;
      const entry = value();
      if (children.has(key)) {
        problems.push({
          code: 'DUPLICATE_KEY',
          message: `The key ${JSON.stringify(key)} stands twice in this mapping.`,
          help: 'Keep one of the two.',
          path: [...path],
          at: 'key',
          ...span,
          repeated: { ...entry.place, isCollection: entry.place.children !== undefined },
        });
      } else {
        entries.set(key, entry.value);
        children.set(key, { ...entry.place, key: span });
      }
      path.pop();
    }
    return { value: Object.fromEntries(entries), place: { start, end: at, children } };
  };

  const list = (start: number): Found => {
    const items: unknown[] = [];
    const children = new Map<number, Place>();
    for (let more = !isEmpty(']'); more; more = another(']')) {
      path.push(items.length);
      const item = value();
      children.set(items.length, item.place);
      items.push(item.value);
      path.pop();
    }
    return { value: items, place: { start, end: at, children } };
  };

  try {
    blank();
    if (at === text.length) {
      return { problems: [EMPTY] };
    }
    const root = value();
    blank();
    if (at < text.length) {
      if (text[at] === '{') {
        problems.push({
          code: 'MULTIPLE_DOCUMENTS',
          message: 'A second document starts here, and a file holds one.',
          help: 'Split the file.',
          start: at,
          end: at + 1,
        });
      } else expected('the end of the text');
    }
    return { value: root.value, root: root.place, problems };
  } catch (error) {
    if (error instanceof Stop) return { problems: [...problems, error.problem] };
    throw error;
  }
}

const WORDS = 'Keys and text stand in double quotes; true, false, null and numbers stand without.';
