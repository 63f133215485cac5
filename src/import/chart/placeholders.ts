import { masked } from '../../core/credentials/mask.ts';
import { isMapping } from '../../core/data/is-mapping.ts';
import { type Path, valueAt } from '../../core/data/path.ts';
import type { Remark } from '../draft.ts';
import { type Located, linesOf, type Text } from '../read/located.ts';
import type { ChartValue } from './table.ts';

/** What templates of the chart speak of. */
export interface TemplateFacts {
  readonly values: unknown;
  readonly release: { readonly name: string; readonly namespace: string };
  /** `.Chart.Name`, and the results of the chart's own templates of these names. */
  readonly chartName: string;
  readonly fullname: string;
}

/** A text without its placeholders. */
export interface Filled {
  readonly text: Text;
  /** Placeholders that nothing here knows the value of, as they are written, and where in the old text. */
  readonly open: readonly { readonly text: string; readonly offset: number }[];
}

/** `{{ … }}`, in which a raw string may hold braces of its own. */
const PLACEHOLDER = /\{\{(-?)((?:`[^`]*`|"(?:\\.|[^"\\])*"|[^`"}]|\}(?!\}))*?)(-?)\}\}/g;

/**
 * Fills in what a template of Helm says, as far as it follows from the values and the release: names, values, defaults, raw
 * strings. A line with another placeholder is left empty, and what is filled in has the place of its placeholder.
 */
export function filled(source: Text, facts: TemplateFacts): Filled {
  const pieces: { readonly text: string; readonly at: number; readonly isFilled: boolean }[] = [];
  const open: { text: string; offset: number }[] = [];
  let last = 0;
  let trims = false;
  const keep = (end: number): void => {
    const text = source.text.slice(last, end);
    const start = trims ? text.length - text.trimStart().length : 0;
    pieces.push({ text: text.slice(start), at: last + start, isFilled: false });
  };
  for (const found of source.text.matchAll(PLACEHOLDER)) {
    const [whole, trimsBefore, expression, trimsAfter] = found;
    const value = evaluated(expression!, facts);
    keep(found.index);
    // Without its value, the lines around it stay apart.
    if (trimsBefore === '-' && value !== undefined) {
      const before = pieces.pop()!;
      pieces.push({ ...before, text: before.text.trimEnd() });
    }
    if (value === undefined) open.push({ text: whole, offset: found.index });
    pieces.push({ text: value ?? UNKNOWN, at: found.index, isFilled: true });
    last = found.index + whole.length;
    trims = trimsAfter === '-' && value !== undefined;
  }
  keep(source.text.length);
  const whole = pieces.map(({ text }) => text).join('');
  const text = whole
    .split('\n')
    .map((line) => (line.includes(UNKNOWN) ? ' '.repeat(line.length) : line))
    .join('\n');
  const starts: number[] = [];
  let length = 0;
  for (const piece of pieces) {
    starts.push(length);
    length += piece.text.length;
  }
  return {
    open,
    text: {
      text,
      line: linesOf(text).line,
      place: (offset) => {
        const index = starts.findLastIndex((start) => start <= offset);
        const piece = pieces[Math.max(index, 0)]!;
        return source.place(piece.at + (piece.isFilled ? 0 : offset - starts[index]!));
      },
    },
  };
}

/** Is in place of a placeholder that is not known. */
const UNKNOWN = '\u0000';

/** Tokens of an expression: texts, raw texts, numbers, names, signs. */
const TOKEN = /\s*(?:"((?:\\.|[^"\\])*)"|`([^`]*)`|(-?\d+)(?![\w.])|([$.][\w.$-]*|\w+)|([|()]))/y;

type Token =
  | { readonly kind: 'text' | 'name'; readonly text: string }
  | { readonly kind: 'sign'; readonly text: string };

function tokens(expression: string): readonly Token[] | undefined {
  const result: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < expression.length) {
    if (expression.slice(TOKEN.lastIndex).trim() === '') break;
    const found = TOKEN.exec(expression);
    if (found === null) return undefined;
    const [, quoted, raw, number, name, sign] = found;
    if (quoted !== undefined)
      result.push({ kind: 'text', text: quoted.replace(/\\(.)/g, (_, one: string) => ESCAPES[one] ?? one) });
    else if (raw !== undefined) result.push({ kind: 'text', text: raw });
    else if (number !== undefined) result.push({ kind: 'text', text: number });
    else if (name !== undefined) result.push({ kind: 'name', text: name });
    else result.push({ kind: 'sign', text: sign! });
  }
  return result;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/** The result of an expression, as a text; `undefined` where it does not follow from what is known. */
function evaluated(expression: string, facts: TemplateFacts): string | undefined {
  if (/^\s*\/\*[\s\S]*\*\/\s*$/.test(expression)) return '';
  const all = tokens(expression);
  if (all === undefined) return undefined;
  let at = 0;

  const pipeline = (): unknown => {
    let value = command(undefined);
    while (all[at]?.kind === 'sign' && all[at]!.text === '|') {
      at += 1;
      value = command([value]);
    }
    return value;
  };
  const term = (): unknown => {
    const token = all[at]!;
    at += 1;
    if (token.kind === 'text') return token.text;
    if (token.kind === 'name') return named(token.text, facts);
    if (token.text !== '(') return OPEN;
    const value = pipeline();
    if (all[at]?.text !== ')') return OPEN;
    at += 1;
    return value;
  };
  const command = (piped: readonly unknown[] | undefined): unknown => {
    const first = all[at];
    if (first === undefined) return OPEN;
    const isCall =
      first.kind === 'name' && /^\w+$/.test(first.text) && !/^(?:true|false|nil)$/.test(first.text);
    if (isCall) at += 1;
    const values: unknown[] = [];
    while (at < all.length && !(all[at]!.kind === 'sign' && all[at]!.text !== '(')) values.push(term());
    values.push(...(piped ?? []));
    if (isCall) return called(first.text, values, facts);
    return values.length === 1 ? values[0] : OPEN;
  };

  const value = pipeline();
  if (at < all.length || value === OPEN) return undefined;
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? undefined : String(value);
}

/** What is not known. */
const OPEN = Symbol('open');

/** What a name stands for, such as `.Values.image.tag`. */
function named(name: string, { values, release, chartName }: TemplateFacts): unknown {
  const [first, ...rest] = name.replace(/^\$?\./, '').split('.');
  if (name === 'true' || name === 'false') return name === 'true';
  if (name === '.' || name === '$') return CONTEXT;
  if (first === 'Values') return valueAt(values, rest);
  const known: Readonly<Record<string, string>> = {
    'Release.Name': release.name,
    'Release.Namespace': release.namespace,
    'Release.Service': 'Helm',
    'Chart.Name': chartName,
  };
  return known[[first, ...rest].join('.')] ?? OPEN;
}

/** The dot that templates are handed. */
const CONTEXT = Symbol('context');

/** What a function of templates makes of its arguments, the piped one last. */
function called(name: string, values: readonly unknown[], facts: TemplateFacts): unknown {
  if (values.includes(OPEN)) return OPEN;
  const [first, second] = values;
  const last = values.at(-1);
  const text = String(last ?? '');
  switch (name) {
    case 'include':
    case 'template':
      return (
        { 'gitlab-runner.fullname': facts.fullname, 'gitlab-runner.name': facts.chartName }[String(first)] ??
        OPEN
      );
    case 'default':
      return isEmpty(last) ? first : last;
    case 'quote':
      return JSON.stringify(text);
    case 'squote':
      return `'${text}'`;
    case 'required':
    case 'toString':
    case 'tpl':
      return name === 'tpl' ? (String(first).includes('{{') ? OPEN : first) : last;
    case 'trim':
      return text.trim();
    case 'lower':
      return text.toLowerCase();
    case 'upper':
      return text.toUpperCase();
    case 'trunc':
      return text.slice(0, Number(first));
    case 'trimSuffix':
      return text.endsWith(String(first)) ? text.slice(0, text.length - String(first).length) : text;
    case 'int':
      return Number.parseInt(text, 10) || 0;
    case 'print':
      return values.map(String).join('');
    case 'printf': {
      const rest = values.slice(1).map((value) => String(value ?? ''));
      return String(first).replace(/%[sdvq]/g, (sign) =>
        sign === '%q' ? JSON.stringify(rest.shift() ?? '') : (rest.shift() ?? ''),
      );
    }
    case 'coalesce':
      return values.find((value) => !isEmpty(value));
    case 'ternary':
      return last === true || last === 'true' ? first : second;
    default:
      return OPEN;
  }
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === false || value === 0) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isMapping(value) && Object.keys(value).length === 0;
}

/** A variable that something fills in before Helm reads the values. */
const FLUX = /\$\{\w+[^}]*\}/;

/** Values in which such a text may be meant for a shell or a job, or is looked at with config.toml. */
const AS_TEXT: ReadonlySet<string> = new Set<ChartValue>([
  'gitlabUrl',
  'runnerToken',
  'runnerRegistrationToken',
  'runners.config',
  'runners.configOverride',
  'envVars',
  'extraEnv',
  'configMaps',
  'extraObjects',
  'extraContainers',
  'initContainers',
  'deploymentLifecycle',
  'preEntrypointScript',
]);

/**
 * Fills in the placeholders of all texts that values hold. What a text of one line has no value for is left out, and told.
 */
export function filledValues(
  located: Located,
  facts: TemplateFacts,
): { readonly values: Located; readonly remarks: readonly Remark[] } {
  const remarks: Remark[] = [];
  const texts = new Map<string, Text>();
  const walk = (value: unknown, path: Path): unknown => {
    if (Array.isArray(value)) {
      return value.map((item, index) => walk(item, [...path, index])).filter((item) => item !== OPEN);
    }
    if (isMapping(value)) {
      return Object.fromEntries(
        Object.entries(value)
          .map(([key, item]) => [key, walk(item, [...path, key])] as const)
          .filter(([, item]) => item !== OPEN),
      );
    }
    if (typeof value !== 'string') return value;
    if (FLUX.test(value) && !AS_TEXT.has(path.slice(0, 2).join('.')) && !AS_TEXT.has(String(path[0]))) {
      remarks.push({
        kind: 'decide',
        from: located.at(path),
        subject: path.join('.'),
        text: `What fills in \`${masked(FLUX.exec(value)![0])}\`, such as Flux or a script, is not among the inputs: the value is left out. Write it.`,
      });
      return OPEN;
    }
    if (!value.includes('{{')) return value;
    const source = located.textAt(path) ?? {
      text: value,
      line: linesOf(value).line,
      place: () => located.at(path),
    };
    const { text, open } = filled(source, facts);
    for (const { text: placeholder, offset } of open) {
      remarks.push({
        kind: 'decide',
        from: source.place(offset),
        subject: path.join('.'),
        text: `\`${masked(shortened(placeholder))}\` has no value in the inputs: the setting that contains it is left out. Replace it with its value, or import the output of \`helm get values\`.`,
      });
    }
    if (open.length > 0 && !value.trim().includes('\n')) return OPEN;
    texts.set(JSON.stringify(path), text);
    return text.text;
  };
  const value = walk(located.value, []);
  return {
    remarks,
    values: { ...located, value, textAt: (path) => texts.get(JSON.stringify(path)) ?? located.textAt(path) },
  };
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}
