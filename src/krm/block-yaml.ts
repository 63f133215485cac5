const MAX_DEPTH = 60;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
const CONTROL = /[\u0000-\u0009\u000b-\u001f\ufeff]/;

/** A key and its colon. A plain key begins with a letter, so it is no number and no merge key. */
const KEY = /(?:"([^"\\]*)"|'((?:[^']|'')*)'|([A-Za-z][\w./-]*)):(?: |$)/y;
const DOUBLE_QUOTED = /^"(?:[^"\\]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"$/;
const SINGLE_QUOTED = /^'(?:[^']|'')*'$/;
const INTEGER = /^(?:0|-?[1-9]\d{0,14})$/;
/** The beginnings of plain text that can be neither a number nor anything but text. */
const TEXT = /^(?:--?)?[A-Za-z/_$^(]/;
/** Plain text with a digit first that cannot be a number: a letter that no number has, or two points. */
const TEXT_WITH_DIGIT = /^\d[\w.-]*$/;
const UNLIKE_NUMBER = /[g-np-wyzG-NP-WYZ_]|\..*\./;
/** The other words of YAML's core schema. */
const WORD = /^(?:true|false|null)$/i;
/** What ends plain text, or begins something else in it. */
const NOT_PLAIN = /: |:$| #| $/;

/** Thrown where the text leaves the subset, and caught where reading began. */
class OutsideSubset extends Error {}

/**
 * Reads YAML as kustomize writes it: a mapping in block style, scalars that are plain or quoted and on one line,
 * and literal blocks. Returns `undefined` for every other text, right or wrong, and leaves that to the YAML
 * library; what it does return is what the library would read. Takes linear time.
 *
 * The library takes longer for kustomize's list than everything else that the function does.
 */
export function readBlockYaml(text: string): Readonly<Record<string, unknown>> | undefined {
  if (!text.endsWith('\n') || CONTROL.test(text)) return undefined;
  const lines = text.slice(0, -1).split('\n');
  let at = 0;

  const outside = (): never => {
    throw new OutsideSubset();
  };

  /** The column of the line's first character; -1 after the last line. */
  const indentation = (): number => {
    const line = lines[at];
    if (line === undefined) return -1;
    let column = 0;
    while (line.charCodeAt(column) === 0x20) column += 1;
    return column === line.length ? outside() : column;
  };

  const isItem = (column: number): boolean => lines[at]?.startsWith('- ', column) === true;

  const readNode = (column: number, depth: number): unknown => {
    if (depth > MAX_DEPTH) return outside();
    return isItem(column) ? readList(column, depth) : readMapping(column, depth);
  };

  const readMapping = (column: number, depth: number): Record<string, unknown> => {
    const mapping: Record<string, unknown> = {};
    while (indentation() === column && !isItem(column)) {
      const line = lines[at] as string;
      KEY.lastIndex = column;
      const match = KEY.exec(line);
      if (match === null) return outside();
      const [whole, double, single, plain = ''] = match;
      const key = double ?? single?.replaceAll("''", "'") ?? plain;
      if (Object.hasOwn(mapping, key) || key === '__proto__' || WORD.test(plain)) return outside();
      mapping[key] = readValue(line.slice(column + whole.length), column, depth);
    }
    return indentation() > column ? outside() : mapping;
  };

  const readList = (column: number, depth: number): unknown[] => {
    const list: unknown[] = [];
    while (indentation() === column && isItem(column)) {
      const line = lines[at] as string;
      const content = column + 2;
      KEY.lastIndex = content;
      if (KEY.test(line) || line.startsWith('- ', content)) {
        // The item's first line belongs to a mapping or a list that begins behind the dash.
        lines[at] = `${' '.repeat(content)}${line.slice(content)}`;
        list.push(readNode(content, depth + 1));
      } else if (line.length > content) {
        list.push(readValue(line.slice(content), column, depth));
      } else {
        return outside();
      }
    }
    return indentation() > column ? outside() : list;
  };

  /** What follows a key or a dash on its line, and the lines below that belong to it. */
  const readValue = (rest: string, column: number, depth: number): unknown => {
    at += 1;
    if (rest === '|' || rest === '|-' || rest === '|+') return readLiteral(column, rest.slice(1));
    if (rest !== '') return readScalar(rest);
    const next = indentation();
    if (next > column) return readNode(next, depth + 1);
    return next === column && isItem(column) ? readList(column, depth + 1) : null;
  };

  const readLiteral = (parent: number, chomping: string): string => {
    const from = at;
    while (lines[at] === '') at += 1;
    const column = indentation();
    if (column <= parent) return outside();
    const margin = ' '.repeat(column);
    for (at = from; lines[at] === '' || lines[at]?.startsWith(margin) === true; at += 1);
    const next = lines[at];
    if (next !== undefined && next.trim() === '') return outside();
    const content = lines.slice(from, at).map((line) => line.slice(column));
    let end = content.length;
    while (content[end - 1] === '') end -= 1;
    if (chomping === '+') end = content.length;
    return content.slice(0, end).join('\n') + (chomping === '-' ? '' : '\n');
  };

  try {
    if (indentation() !== 0 || isItem(0)) return undefined;
    const mapping = readMapping(0, 0);
    return at === lines.length ? mapping : undefined;
  } catch (error) {
    if (error instanceof OutsideSubset) return undefined;
    throw error;
  }

  function readScalar(written: string): unknown {
    switch (written) {
      case '{}':
        return {};
      case '[]':
        return [];
      case 'true':
        return true;
      case 'false':
        return false;
      case 'null':
        return null;
    }
    if (INTEGER.test(written)) return Number(written);
    if (DOUBLE_QUOTED.test(written)) return JSON.parse(written);
    if (SINGLE_QUOTED.test(written)) return written.slice(1, -1).replaceAll("''", "'");
    const isText = TEXT.test(written) || (TEXT_WITH_DIGIT.test(written) && UNLIKE_NUMBER.test(written));
    return isText && !WORD.test(written) && !NOT_PLAIN.test(written) ? written : outside();
  }
}
