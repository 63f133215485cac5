import { styleText } from 'node:util';
import { counted } from '../../../core/data/counted.ts';
import { adviceLines } from '../../../core/findings/advice-lines.ts';
import { type Diagnostic, placeName, type Range } from '../../../core/findings/diagnostic.ts';
import { printable } from '../../../core/findings/printable.ts';
import { type Look, STDIN } from '../io.ts';
import { frame } from './frame.ts';

/** How long a line of a document is shown where no terminal sets the width. */
const DEFAULT_COLUMNS = 120;
const MIN_COLUMNS = 40;

type Style = Parameters<typeof styleText>[0];

/** A text and how it is shown. */
export type Piece = readonly [text: string, style?: Style];

/**
 * Returns findings as text for people: place, code and sentence, the line in question with the range marked, what
 * to write instead, and at the end how many there are.
 */
export function reportText(
  diagnostics: readonly Diagnostic[],
  texts: ReadonlyMap<string, string>,
  look: Look,
): string {
  if (diagnostics.length === 0) return '';
  const blocks = diagnostics.map((diagnostic) => block(diagnostic, texts, look));
  return `${blocks.join('\n\n')}\n\n${[summary(diagnostics), ...fixable(diagnostics)].join('\n')}\n`;
}

function block(diagnostic: Diagnostic, texts: ReadonlyMap<string, string>, { color, columns }: Look): string {
  const { code, severity, message, object, file, range } = diagnostic;
  const tone: Style = severity === 'error' ? 'red' : 'yellow';
  const lines = [
    ...wrap(
      [
        [`${place(diagnostic)}:`, 'bold'],
        [severity, tone],
        [code, 'dim'],
        // Lines of what a program has printed say little.
        ...(object !== undefined && range !== undefined ? [[`${placeName(diagnostic)}:`] as const] : []),
        [message],
      ],
      '',
      columns,
    ),
    ...excerpt(range && texts.get(file ?? ''), range, tone, columns),
    ...adviceLines(diagnostic).flatMap((line) => wrap([[line]], '  ', columns)),
  ];
  return lines.map((line) => lineText(line, color)).join('\n');
}

/** Returns a line as text. */
export function lineText(line: readonly Piece[], color: boolean): string {
  return line.map(([text, style]) => (color && style ? paint(style, text) : text)).join('');
}

function paint(style: Style, text: string): string {
  return styleText(style, text, { validateStream: false });
}

/** Where a finding is: the place in the file, or without a file the path in the document. */
function place(diagnostic: Diagnostic): string {
  const { file, range } = diagnostic;
  if (file === undefined) return placeName(diagnostic) || 'document';
  // A name that starts like a workflow command of GitHub must not be taken for one.
  const name = file.startsWith(':') ? `./${file}` : file;
  if (range !== undefined) return `${name}:${range.start.line}:${range.start.column}`;
  const within = placeName(diagnostic);
  return within === '' ? name : `${name}: ${within}`;
}

/** The line in question, and below it a mark under the range. */
function excerpt(
  text: string | undefined,
  range: Range | undefined,
  tone: Style,
  columns = DEFAULT_COLUMNS,
): Piece[][] {
  if (text === undefined || range === undefined) return [];
  const number = String(range.start.line);
  const shown = frame(text, range, Math.max(MIN_COLUMNS, columns - number.length - 5));
  if (shown === undefined) return [];
  const gutter = ' '.repeat(number.length);
  return [
    [[`  ${number} | `, 'dim'], [shown.line]],
    [[`  ${gutter} | `, 'dim'], [' '.repeat(shown.indent)], ['^'.repeat(shown.width), tone]],
  ];
}

/** Breaks pieces between words into lines; further lines are indented by two more columns, or as given. */
export function wrap(
  pieces: readonly Piece[],
  indent: string,
  columns = Number.POSITIVE_INFINITY,
  further = `${indent}  `,
): Piece[][] {
  const words = pieces.flatMap(([text, style]) =>
    printable(text)
      .split(' ')
      .map((word): Piece => (style ? [word, style] : [word])),
  );
  const lines: Piece[][] = [];
  let line: Piece[] = [[indent]];
  let width = indent.length;
  for (const word of words) {
    const isFirst = line.length === 1;
    if (!isFirst && width + 1 + word[0].length > Math.max(MIN_COLUMNS, columns)) {
      lines.push(line);
      line = [[further], word];
      width = further.length + word[0].length;
    } else {
      if (!isFirst) line.push([' ']);
      line.push(word);
      width += (isFirst ? 0 : 1) + word[0].length;
    }
  }
  return [...lines, line];
}

/** Returns how many findings there are of each severity. */
export function countText(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  return [count(errors, 'error'), count(diagnostics.length - errors, 'warning')]
    .filter((text) => text !== '')
    .join(', ');
}

function summary(diagnostics: readonly Diagnostic[]): string {
  const files = [...new Set(diagnostics.flatMap(({ file }) => file ?? []))];
  return printable(`${countText(diagnostics)}${files.length > 0 ? ` in ${files.join(', ')}` : ''}`);
}

function count(number: number, noun: string): string {
  return number === 0 ? '' : counted(number, noun);
}

/** How many findings can be fixed without a decision by anybody. Only a file can be rewritten. */
function fixable(diagnostics: readonly Diagnostic[]): readonly string[] {
  const some = diagnostics.filter(({ fix, file = STDIN }) => fix !== undefined && file !== STDIN).length;
  return some === 0 ? [] : [`${some} of these can be fixed: run validate --fix`];
}
