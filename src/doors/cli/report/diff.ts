import { printable } from '../../../core/findings/printable.ts';
import type { Diff, ObjectChange } from '../../../operate/diff/diff.ts';
import type { When } from '../../../operate/diff/effects.ts';
import type { Effect } from '../../../operate/diff/effects-of.ts';
import { HEADINGS, MAX_SHOWN, objectText, shownOf } from '../../../operate/diff/markdown.ts';
import type { Look } from '../io.ts';
import { lineText, type Piece, wrap } from './text.ts';

type Line = readonly Piece[];

/** How what became of an object is marked. */
const MARKS = { added: ['+', 'green'], removed: ['-', 'red'], changed: ['~', 'yellow'] } as const;

/** Returns what differs as text for people: the effects in the order in which they come, then the lines of each object. */
export function diffReport({ effects, changes }: Diff, { color, columns }: Look): string {
  if (changes.length === 0) return 'No differences.\n';
  const blocks: Line[][] = [
    ...(Object.keys(HEADINGS) as When[]).flatMap((when) => {
      const own = effects.filter((effect) => effect.when === when);
      return own.length === 0
        ? []
        : [[[[HEADINGS[when], 'bold'] as Piece], ...own.flatMap((effect) => effectLines(effect, columns))]];
    }),
    [[['Changed objects', 'bold']], ...changes.flatMap((change) => changeLines(change, columns))],
  ];
  return blocks.map((block) => `${block.map((line) => lineText(line, color)).join('\n')}\n`).join('\n');
}

function effectLines(effect: Effect, columns: number | undefined): Line[] {
  const { code, when, happens, jobs, objects, details, commands } = effect;
  const names = shownOf(objects.map(objectText), MAX_SHOWN.objects).join(', ');
  const about = shownOf(details, MAX_SHOWN.details).join(', ');
  const line = (...pieces: Piece[]): Line[] => wrap(pieces, '    ', columns);
  return [
    ...wrap(
      [
        [code, when === 'before' ? 'red' : when === 'after' ? 'yellow' : 'cyan'],
        [names, 'dim'],
      ],
      '  ',
      columns,
    ),
    ...line([happens]),
    ...(about === '' ? [] : line(['in detail:', 'dim'], [about])),
    ...line(['jobs that run:', 'dim'], [jobs]),
    ...commands.map((command): Line => [[`      ${printable(command)}`, 'bold']]),
  ];
}

function changeLines({ what, object, fields, lines }: ObjectChange, columns: number | undefined): Line[] {
  const [mark, style] = MARKS[what];
  // Lines of labels alone are many and say little, as after a change of the release.
  const isShown = what === 'changed' && !fields.every((field) => field.startsWith('metadata.'));
  const shown = isShown ? lines.slice(0, MAX_SHOWN.lines) : [];
  const left = isShown ? lines.length - shown.length : 0;
  const about = what === 'changed' && !isShown ? `: ${shownOf(fields, MAX_SHOWN.details).join(', ')}` : '';
  return [
    ...wrap([[mark, style], [`${objectText(object)}${about}`]], '  ', columns),
    ...shown.map((line): Line => {
      const text = `      ${printable(line)}`;
      if (line.startsWith('+')) return [[text, 'green']];
      if (line.startsWith('-')) return [[text, 'red']];
      return line.startsWith('@@') ? [[text, 'cyan']] : [[text]];
    }),
    ...(left > 0 ? [[[`      and ${left} lines more`, 'dim'] as Piece]] : []),
  ];
}
