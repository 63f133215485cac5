import { closeSync, openSync } from 'node:fs';

import { maskedName } from '../credentials/mask.ts';
import { FileError } from './file-error.ts';
import { type Io, readStart, STDIN } from './io.ts';

/**
 * Returns the content of a file, or of standard input for `-`, and what it is called in a report. Of what is longer than a
 * document may be, or than `most` bytes, it has one byte more.
 */
export function readBytes(file: string, io: Io, most?: number): { name: string; content: Uint8Array } {
  if (file === '-') return { name: STDIN, content: io.stdin(most) };
  const name = maskedName(file);
  try {
    const descriptor = openSync(file, 'r');
    try {
      return { name, content: readStart(descriptor, most) };
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw new FileError(`cannot read ${name}`, error);
  }
}
