import { readSync, writeSync } from 'node:fs';
import { isatty } from 'node:tty';

import { main } from './main.ts';

const STDIN = 0;
const DESCRIPTORS = { stdout: 1, stderr: 2 };

process.exitCode = main(process.argv.slice(2), {
  runtime: `Node ${process.versions.node}`,
  isTerminal: () => isatty(STDIN),
  read,
  print,
});

/** A pipe that was set to non-blocking may have nothing to read yet. */
function read(): string {
  const chunks: Buffer[] = [];
  const buffer = Buffer.allocUnsafe(65536);
  for (;;) {
    try {
      const count = readSync(STDIN, buffer);
      if (count === 0) return Buffer.concat(chunks).toString('utf8');
      chunks.push(Buffer.from(buffer.subarray(0, count)));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return Buffer.concat(chunks).toString('utf8');
      if (code !== 'EAGAIN') throw error;
    }
  }
}

function print(stream: keyof typeof DESCRIPTORS, text: string): void {
  let rest = Buffer.from(text, 'utf8');
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(DESCRIPTORS[stream], rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}
