import { readFileSync, writeSync } from 'node:fs';

/** What a command reads from and writes to. Tests give their own. */
export interface Io {
  /** All of standard input. */
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
    stdin: () => readFileSync(0),
    out: (text) => writeAll(1, text),
    err: (text) => writeAll(2, text),
    color: stderr.isTTY === true && !env.NO_COLOR,
    columns: stderr.isTTY === true ? stderr.columns : undefined,
  };
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
