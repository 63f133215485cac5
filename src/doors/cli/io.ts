import type { Readable, Writable } from 'node:stream';
import { MAX_LENGTH } from '../document-text/limits.ts';
import { isTerminal, readNext, writeAll } from '../node-streams.ts';
import { FileError } from './file-error.ts';

/** What standard input is called in a report. */
export const STDIN = '<stdin>';

const DESCRIPTORS = { stdin: 0, stdout: 1, stderr: 2 };

/** How text for people looks on a stream. */
export interface Look {
  /** Whether it may be coloured. */
  readonly color: boolean;
  /** Width of the terminal in columns; `undefined` where there is none, then nothing is wrapped. */
  readonly columns: number | undefined;
}

/** Where somebody sits who can be asked. */
export interface Terminal {
  readonly input: Readable;
  readonly output: Writable;
}

/** What a command reads from and writes to, with the look of what is meant for people. Tests give their own. */
export interface Io extends Look {
  /** Standard input, up to a little more than a document may have, or than the given number of bytes. */
  readonly stdin: (most?: number) => Uint8Array;
  /** Writes the result. */
  readonly out: (text: string) => void;
  /** Writes what is meant for people. */
  readonly err: (text: string) => void;
  /** The look of a result that is text for people. */
  readonly result: Look;
  /** Whether the result goes to a terminal, where it stays to be read, and not to a file or a program. */
  readonly isResultShown: boolean;
  /** `undefined` where nobody can be asked: standard input or standard error is not a terminal. */
  readonly terminal: () => Terminal | undefined;
  /** Variables of the environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Returns the streams of this process. How they look is found out when it is asked for. */
export function processIo(): Io {
  const { env } = process;
  return {
    stdin: (most) => attempt('cannot read standard input', () => readStart(DESCRIPTORS.stdin, most)),
    out: (text) => attempt('cannot write to standard output', () => write(text)),
    err: (text) => {
      try {
        writeAll(DESCRIPTORS.stderr, text);
      } catch {
        // There is no other place to tell it; the exit code still does.
      }
    },
    get color() {
      return look('stderr').color;
    },
    get columns() {
      return look('stderr').columns;
    },
    get result() {
      return look('stdout');
    },
    get isResultShown() {
      return isTerminal(DESCRIPTORS.stdout);
    },
    // Access to `process.stdin` opens the stream; standard input can then no longer be read by its number.
    terminal: () =>
      isTerminal(DESCRIPTORS.stdin) && isTerminal(DESCRIPTORS.stderr)
        ? { input: process.stdin, output: process.stderr }
        : undefined,
    env,
  };
}

function look(stream: 'stdout' | 'stderr'): Look {
  if (!isTerminal(DESCRIPTORS[stream])) return { color: false, columns: undefined };
  return { color: !process.env.NO_COLOR, columns: process[stream].columns };
}

function attempt<T>(what: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new FileError(what, error);
  }
}

/** Reads a file or pipe, and stops where it is longer than a document may be, or than `most` bytes. */
export function readStart(descriptor: number, most = MAX_LENGTH): Uint8Array {
  const buffer = Buffer.allocUnsafe(most + 1);
  let length = 0;
  while (length < buffer.length) {
    const count = readNext(descriptor, buffer, length);
    if (count === 0) break;
    length += count;
  }
  return buffer.subarray(0, length);
}

/** Writes the result, or as much as the reader of a pipe wants of it. */
function write(text: string): void {
  try {
    writeAll(DESCRIPTORS.stdout, text);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}
