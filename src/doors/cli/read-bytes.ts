import { closeSync, openSync } from 'node:fs';

import { maskedName } from '../../core/credentials/mask.ts';
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

/**
 * Returns the whole content of a file, or of standard input for `-`, and what it is called in a report.
 *
 * @throws FileError where it cannot be read, or is longer than `most` bytes.
 */
export function readWhole(file: string, io: Io, most: number): { name: string; content: Uint8Array } {
  const read = readBytes(file, io, most);
  if (read.content.length > most) throw new FileError(`cannot read ${read.name}`, { code: 'EFBIG' });
  return read;
}

/** Returns the same as text, which is UTF-8. */
export function readText(file: string, io: Io, most: number): { name: string; text: string } {
  const { name, content } = readWhole(file, io, most);
  return { name, text: new TextDecoder('utf-8').decode(content) };
}
