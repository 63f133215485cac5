import type { Io } from '../io.ts';
import { lineText, type Piece, wrap } from './text.ts';

/** A line before it is broken: how far it is indented, and its parts. A command is not broken: it is to be copied. */
export type Line = readonly [indent: number | 'command', ...pieces: Piece[]];

/** Returns blocks of lines as text, with an empty line between two blocks. */
export function blocksText(
  blocks: readonly (readonly Line[])[],
  commandIndent: number,
  { color, columns }: Pick<Io, 'color' | 'columns'>,
): string {
  return blocks
    .map((block) => {
      const lines = block.flatMap(([indent, ...pieces]) =>
        indent === 'command'
          ? wrap(pieces, ' '.repeat(commandIndent))
          : wrap(pieces, ' '.repeat(indent), columns),
      );
      return `${lines.map((line) => lineText(line, color)).join('\n')}\n`;
    })
    .join('\n');
}
