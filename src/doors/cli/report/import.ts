import { groupedBy } from '../../../core/data/grouped-by.ts';
import { adviceLines } from '../../../core/findings/advice-lines.ts';
import { formatPath } from '../../../core/findings/diagnostic.ts';
import type { ImportedReport } from '../../../import/document/finish.ts';
import { REMARK_KINDS, REMARK_TITLES, type Remark } from '../../../import/draft.ts';
import type { Imported } from '../../../import/import-config.ts';
import type { Origin } from '../../../import/read/located.ts';
import type { Io } from '../io.ts';
import { blocksText, type Line } from './blocks.ts';
import { countText, type Piece } from './text.ts';

/** How many remarks of a kind, and findings, are shown; the rest is counted. */
const MAX_SHOWN = 12;

const COMMAND_INDENT = 7;

/** Returns what an import says to people: of each document what was kept, changed, dropped and is to do. */
export function importReport(
  { documents, report }: Imported,
  files: readonly string[] | undefined,
  look: Pick<Io, 'color' | 'columns'>,
): string {
  const blocks = documents.map(({ name, namespace }, index): Line[] => {
    const finished = report.documents[index]!;
    const title = `${name} in ${namespace}${files === undefined ? '' : `: ${files[index]}`}`;
    return [[0, [title, 'bold']], [2, [`${finished.kept} settings kept`]], ...linesOf(finished)];
  });
  const all = [...blocks, remarkLines(report.remarks)].filter((block) => block.length > 0);
  return blocksText(all, COMMAND_INDENT, look);
}

function linesOf({ remarks, steps, diagnostics }: ImportedReport): Line[] {
  return [...remarkLines(remarks), ...findingLines(diagnostics), ...stepLines(steps)];
}

function title(text: string): Line {
  return [2, [`${text}:`, 'bold']];
}

function remarkLines(remarks: readonly Remark[]): Line[] {
  return REMARK_KINDS.flatMap((kind): Line[] => {
    const own = remarks.filter((remark) => remark.kind === kind);
    if (own.length === 0) return [];
    return [
      title(REMARK_TITLES[kind]),
      ...groupsOf(own.slice(0, MAX_SHOWN)).flatMap(groupLines),
      ...more(own),
    ];
  });
}

function more(all: readonly unknown[]): Line[] {
  const left = all.length - MAX_SHOWN;
  return left > 0 ? [[4, [`and ${left} more: --format json has them all`]]] : [];
}

/** Remarks that say the same, at the place of the first of them. */
function groupsOf(remarks: readonly Remark[]): readonly (readonly Remark[])[] {
  return [...groupedBy(remarks, ({ text }) => sentences(text)[0]).values()];
}

/** The first sentence of a text, and the rest of it. */
function sentences(text: string): readonly [first: string, rest: string] {
  const end = /(?<!\b(?:e\.g|i\.e))[.:](?= )/.exec(text)?.index;
  return end === undefined ? [text, ''] : [text.slice(0, end + 1), text.slice(end + 2)];
}

function groupLines(group: readonly Remark[]): Line[] {
  const [first] = group as readonly [Remark];
  if (group.length === 1) return [[4, ...place(first.from), [`${first.subject}:`], [first.text]]];
  return [
    [4, [sentences(first.text)[0]]],
    ...group.map(({ from, subject, text }): Line => {
      const [, rest] = sentences(text);
      return [
        6,
        ...place(from),
        [rest === '' ? subject : `${subject}:`],
        ...(rest === '' ? [] : [[rest] as const]),
      ];
    }),
  ];
}

function place(from: Origin | undefined): Piece[] {
  return from === undefined || from.file === '' ? [] : [[`${from.file}:${from.line}:`, 'dim']];
}

function findingLines(diagnostics: ImportedReport['diagnostics']): Line[] {
  if (diagnostics.length === 0) return [[2, ['validation:', 'bold'], ['no problems found']]];
  return [
    [2, ['validation:', 'bold'], [countText(diagnostics)]],
    ...diagnostics.slice(0, MAX_SHOWN).flatMap((diagnostic): Line[] => {
      const { severity, code, path, message, from } = diagnostic;
      return [
        [
          4,
          ...place(from),
          [`${formatPath(path) || 'document'}:`],
          [severity, severity === 'error' ? 'red' : 'yellow'],
          [code, 'dim'],
          [message],
        ],
        // What an error asks for has to be done; `validate` shows what a warning may lead to.
        ...(severity === 'error' ? adviceLines(diagnostic).map((line): Line => [6, [line]]) : []),
      ];
    }),
    ...more(diagnostics),
  ];
}

function stepLines(steps: ImportedReport['steps']): Line[] {
  return [
    title('to switch over'),
    ...steps.flatMap(({ text, commands = [] }, index): Line[] => [
      [4, [`${index + 1}. ${text}`]],
      ...commands.map((command): Line => ['command', [command]]),
    ]),
  ];
}
