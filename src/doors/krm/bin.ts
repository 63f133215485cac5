import { isUtf8 } from 'node:buffer';

import { isTerminal, readNext, writeAll } from '../node-streams.ts';
import { main } from './main.ts';

const STDIN = 0;
const DESCRIPTORS = { stdout: 1, stderr: 2 };

// All is written by then: the process can end without giving back what it has.
process.exit(
  main(process.argv.slice(2), {
    runtime: `Node ${process.versions.node}`,
    isTerminal: () => isTerminal(STDIN),
    read,
    print: (stream, text) => writeAll(DESCRIPTORS[stream], text),
  }),
);

function read(): string | undefined {
  let buffer = Buffer.allocUnsafe(65536);
  let length = 0;
  for (;;) {
    const count = readNext(STDIN, buffer, length);
    if (count === 0) break;
    length += count;
    if (length === buffer.length) buffer = Buffer.concat([buffer], 2 * length);
  }
  return isUtf8(buffer.subarray(0, length)) ? buffer.toString('utf8', 0, length) : undefined;
}
