import { readSync, writeSync } from 'node:fs';

import { MAX_LENGTH } from '../source/limits.ts';
import { FileError } from './file-error.ts';

/** What a command reads from and writes to. Tests give their own. */
export interface Io {
  /** Standard input, up to a little more than a document may have. */
  readonly stdin: () => Uint8Array;
  /** Takes the result. */
  readonly out: (text: string) => void;
  /** Takes what is meant for people. */
  readonly err: (text: string) => void;
  /** Whether text for people may be coloured. */
  readonly color: boolean;
  /** Width of the terminal in columns; `undefined` where there is none, then nothing is wrapped. */
  readonly columns: number | undefined;
}

/** Returns the streams of this process. */
export function processIo(): Io {
  const { stderr, env } = process;
  return {
    stdin: () => attempt('cannot read standard input', () => readStart(0)),
    out: (text) => attempt('cannot write to standard output', () => writeAll(1, text)),
    err: (text) => {
      try {
        writeAll(2, text);
      } catch {
        // There is no other place to tell it; the exit code still does.
      }
    },
    color: stderr.isTTY === true && !env.NO_COLOR,
    columns: stderr.isTTY === true ? stderr.columns : undefined,
  };
}

function attempt<T>(what: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new FileError(what, error);
  }
}

/** Reads a file or pipe, and stops where it is longer than a document may be. */
export function readStart(descriptor: number): Uint8Array {
  const buffer = Buffer.allocUnsafe(MAX_LENGTH + 1);
  let length = 0;
  while (length < buffer.length) {
    try {
      const count = readSync(descriptor, buffer, length, buffer.length - length, null);
      if (count === 0) break;
      length += count;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') break;
      if (code !== 'EAGAIN') throw error;
    }
  }
  return buffer.subarray(0, length);
}

/** Writes the whole text before it returns, so that nothing is lost when the process exits. */
function writeAll(descriptor: number, text: string): void {
  let rest = Buffer.from(text, 'utf8');
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
    }
  }
}
