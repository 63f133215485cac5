/** The words that are not text. */
const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ['null', null],
  ['Null', null],
  ['NULL', null],
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['false', false],
  ['False', false],
  ['FALSE', false],
]);
const LONGEST_WORD = 5;
const LONGEST_KEY = 200;
const MOST_LEVELS = 100;

/**
 * Returns what a text says that is in the form of kustomize: ASCII, mappings and lists in block style, scalars of one
 * line and literal ones. `undefined` where there is anything else, be it right or wrong: nothing is read in another
 * way than by a full reader, which needs ten times as long. Uses methods of strings, which cost a tenth of a regular
 * expression.
 *
 * @param numeric says what an unquoted scalar is that begins with a sign, a point or a digit.
 */
export function readBlock(text: string, numeric: (scalar: string) => unknown): unknown {
  if (!text.endsWith('\n') || !/^[\n -~]*$/.test(text)) return undefined;
  const hasHash = text.includes(' #');
  const lines = text.split('\n');
  lines.pop();
  let at = -1;
  /** How far the current line is indented; behind the dash of a list's item where that has not been read; -1 at the end. */
  let depth = -1;
  let level = 0;

  const advance = (): void => {
    do at++;
    while (lines[at] === '');
    const line = lines[at];
    depth = line === undefined ? -1 : line.length - line.trimStart().length;
  };
  const isItem = (column: number): boolean => depth === column && lines[at]!.startsWith('- ', column);

  const node = (column: number): unknown => {
    if (level > MOST_LEVELS) return undefined;
    level++;
    const line = lines[at]!.slice(column);
    const value = line.startsWith('- ')
      ? list(column)
      : keyOf(line) === undefined
        ? scalar(line, column - 1)
        : mapping(column);
    level--;
    return value;
  };

  const list = (column: number): unknown => {
    const items: unknown[] = [];
    do {
      depth = column + 2;
      const item = node(depth);
      if (item === undefined) return undefined;
      items.push(item);
    } while (isItem(column));
    return items;
  };

  const mapping = (column: number): unknown => {
    const result: Record<string, unknown> = {};
    do {
      const line = lines[at]!.slice(column);
      const key = keyOf(line);
      if (key === undefined || Object.hasOwn(result, key)) return undefined;
      const value =
        line.length === key.length + 1 ? below(column) : scalar(line.slice(key.length + 2), column);
      if (value === undefined) return undefined;
      result[key] = value;
    } while (depth === column && !isItem(column));
    return result;
  };

  /** The value of a key that has nothing on its own line. */
  const below = (column: number): unknown => {
    advance();
    return depth > column || isItem(column) ? node(depth) : null;
  };

  /** A scalar on the current line, to which lines that are indented further than `column` would belong. */
  const scalar = (source: string, column: number): unknown => {
    const first = source.charCodeAt(0);
    if (first === BAR) return literal(source, column);
    advance();
    if (depth > column || source === '') return undefined;
    if (first === SINGLE_QUOTE || first === DOUBLE_QUOTE) return inQuotes(source);
    const last = source.charCodeAt(source.length - 1);
    if (last === COLON || last === BLANK || source.includes(': ') || (hasHash && source.includes(' #')))
      return undefined;
    if (isLetter(first)) return isWord(source) ? WORDS.get(source) : source;
    if (HARMLESS.includes(source[0]!)) return source;
    if (source === '{}') return {};
    if (source === '[]') return [];
    const isNumeric = isDigit(first) || first === POINT || first === PLUS;
    return isNumeric || (first === DASH && source.length > 1 && source[1] !== ' ')
      ? numeric(source)
      : undefined;
  };

  const literal = (source: string, column: number): unknown => {
    const first = lines[++at] ?? '';
    const margin = first.length - first.trimStart().length;
    const isPlain = source === '|' || source === '|-' || source === '|+';
    if (!isPlain || margin <= column || margin === first.length) return undefined;
    const indent = first.slice(0, margin);
    const content: string[] = [];
    for (let line: string | undefined = first; line !== undefined; line = lines[++at]) {
      if (line !== '' && !line.startsWith(indent)) break;
      content.push(line.slice(margin));
    }
    at--;
    advance();
    let end = content.length;
    while (content[end - 1] === '') end--;
    const breaks = source === '|-' ? 0 : source === '|' ? 1 : 1 + content.length - end;
    return content.slice(0, end).join('\n') + '\n'.repeat(breaks);
  };

  advance();
  if (depth < 0 || isItem(depth)) return undefined;
  const value = mapping(depth);
  return depth < 0 ? value : undefined;
}

/** What an unquoted text may begin with too. */
const HARMLESS = '/_^$(';
const BLANK = 0x20;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;
const PLUS = 0x2b;
const DASH = 0x2d;
const POINT = 0x2e;
const COLON = 0x3a;
const BAR = 0x7c;

function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isWord(text: string): boolean {
  return text.length <= LONGEST_WORD && WORDS.has(text);
}

/** The key that a line begins with: a text without quotes, and a colon with nothing or a blank behind it. */
function keyOf(line: string): string | undefined {
  const end = line.indexOf(':');
  if (end < 1 || end > LONGEST_KEY || !isLetter(line.charCodeAt(0))) return undefined;
  if (line.length > end + 1 && line.charCodeAt(end + 1) !== BLANK) return undefined;
  const key = line.slice(0, end);
  return line.charCodeAt(end - 1) === BLANK || isWord(key) || key.includes(' #') ? undefined : key;
}

function inQuotes(source: string): string | undefined {
  const quote = source[0]!;
  const content = source.slice(1, -1);
  if (source.length < 2 || !source.endsWith(quote)) return undefined;
  if (!content.includes(quote) && (quote === "'" || !content.includes('\\'))) return content;
  if (quote === "'") return /^(?:[^']|'')*$/.test(content) ? content.replaceAll("''", "'") : undefined;
  return /^(?:[^"\\]|\\["\\nt])*$/.test(content) ? (JSON.parse(source) as string) : undefined;
}
