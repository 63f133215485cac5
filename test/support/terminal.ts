import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';

import type { Terminal } from '../../src/doors/cli/io.ts';

/** Keys that are no letters. */
export const KEY = { enter: '\r', down: '\u001b[B', ctrlC: '\u0003', backspace: '\u007f' } as const;

/** A terminal at which answers are typed, each when its question is there. What is shown is kept. */
export function typing(answers: readonly (readonly [question: string, keys: string])[]): {
  readonly terminal: () => Terminal;
  readonly shown: () => string;
} {
  const input = new PassThrough();
  const output = new PassThrough();
  const open = [...answers];
  let shown = '';
  let since = '';
  output.on('data', (chunk: Buffer) => {
    const text = stripVTControlCharacters(chunk.toString());
    shown += text;
    since += text;
    const [next] = open;
    if (next === undefined || !since.includes(next[0])) return;
    open.shift();
    since = '';
    // The prompt shows its question before it listens.
    setImmediate(() => input.write(next[1]));
  });
  return { terminal: () => ({ input, output }), shown: () => shown };
}
