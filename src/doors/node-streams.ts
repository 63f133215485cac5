import { fstatSync, readSync, writeSync } from 'node:fs';

/** Whether a descriptor is a terminal. Node's module that knows is loaded only for what may be one. */
export function isTerminal(descriptor: number): boolean {
  return fstatSync(descriptor).isCharacterDevice() && process.getBuiltinModule('node:tty').isatty(descriptor);
}

/**
 * Reads what a file or pipe has next into the buffer from a place on, and returns how many bytes; 0 at the end. A pipe
 * that was set to non-blocking may have nothing to read yet.
 */
export function readNext(descriptor: number, buffer: Buffer, at = 0): number {
  for (;;) {
    try {
      return readSync(descriptor, buffer, at, buffer.length - at, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      pause();
    }
  }
}

/** Writes the whole text before it returns: nothing is lost when the process exits. */
export function writeAll(descriptor: number, text: string): void {
  let rest = Buffer.from(text, 'utf8');
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      pause();
    }
  }
}

/** Lets the other side of a pipe work for some milliseconds. Node has no call that waits for a descriptor. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}
