import { styleText } from 'node:util';

import { printable } from '../../diagnostics/printable.ts';
import type { ImportedReport } from '../../import/document/finish.ts';
import { REMARK_KINDS, type Remark, type RemarkKind } from '../../import/draft.ts';
import type { Imported } from '../../import/import-config.ts';
import type { Io } from '../io.ts';
import { reportText } from './text.ts';

/** How many remarks of a kind are shown; the rest is counted. */
const MAX_SHOWN = 12;

const TITLES: Readonly<Record<RemarkKind, string>> = {
  refused: 'refused',
  decide: 'to decide',
  changed: 'changed',
  dead: 'had no effect, left out',
  gitlab: 'set these in GitLab',
  outside: 'not in the inputs',
  surplus: 'permissions no longer given',
};

/** Returns what an import says to people: of each document what was kept, changed, dropped and is to do. */
export function importReport(
  { documents, report }: Imported,
  files: readonly string[] | undefined,
  io: Pick<Io, 'color' | 'columns'>,
): string {
  const paint = (text: string): string =>
    io.color ? styleText('bold', text, { validateStream: false }) : text;
  const blocks = documents.map(({ name, namespace }, index) => {
    const finished = report.documents[index]!;
    const title = `${name} in ${namespace}${files === undefined ? '' : `: ${files[index]}`}`;
    return [paint(printable(title)), ...linesOf(finished, io)].join('\n');
  });
  const general = remarkLines(report.remarks);
  return `${[...blocks, ...(general.length > 0 ? [general.join('\n')] : [])].join('\n\n')}\n`;
}

function linesOf(
  { kept, remarks, steps, diagnostics }: ImportedReport,
  io: Pick<Io, 'color' | 'columns'>,
): string[] {
  const found = reportText(diagnostics, new Map(), io).trimEnd();
  return [
    `  kept: ${kept} settings`,
    ...remarkLines(remarks),
    `  validation: ${found === '' ? 'no problems found' : ''}`.trimEnd(),
    ...(found === '' ? [] : found.split('\n').map((line) => `    ${line}`.trimEnd())),
    '  to switch over:',
    ...steps.flatMap(({ text, commands = [] }, index) => [
      `    ${index + 1}. ${printable(text)}`,
      ...commands.map((command) => `         ${printable(command)}`),
    ]),
  ];
}

function remarkLines(remarks: readonly Remark[]): string[] {
  return REMARK_KINDS.flatMap((kind) => {
    const own = remarks.filter((remark) => remark.kind === kind);
    if (own.length === 0) return [];
    const more = own.length - MAX_SHOWN;
    return [
      `  ${TITLES[kind]}:`,
      ...own.slice(0, MAX_SHOWN).map((remark) => `    ${printable(lineOf(remark))}`),
      ...(more > 0 ? [`    and ${more} more: --format json has them all`] : []),
    ];
  });
}

function lineOf({ from, subject, text }: Remark): string {
  const place = from === undefined ? '' : `${from.file}:${from.line}: `;
  return `${place}${subject}: ${text}`;
}
