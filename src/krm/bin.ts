import { isUtf8 } from 'node:buffer';

import { isTerminal, readNext, writeAll } from '../node-streams.ts';
import { main } from './main.ts';

const STDIN = 0;
const DESCRIPTORS = { stdout: 1, stderr: 2 };

process.exitCode = main(process.argv.slice(2), {
  runtime: `Node ${process.versions.node}`,
  isTerminal: () => isTerminal(STDIN),
  read,
  print: (stream, text) => writeAll(DESCRIPTORS[stream], text),
});

function read(): string | undefined {
  const chunks: Buffer[] = [];
  const buffer = Buffer.allocUnsafe(65536);
  for (;;) {
    const count = readNext(STDIN, buffer);
    if (count === 0) break;
    chunks.push(Buffer.from(buffer.subarray(0, count)));
  }
  const bytes = Buffer.concat(chunks);
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
}
