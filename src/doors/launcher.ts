import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  openSync,
  readSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { Script } from 'node:vm';

// Runs the program beside this file. V8's code for what a run needs of it spares compiling: the build stores it, or,
// where the package is installed, the first run of each command. Another version of Node refuses the code, and
// compiles.
const program = `${__filename}.js`;
const [, , word = ''] = process.argv;
const storedCode = `${program}${/^[a-z]+$/.test(word) ? `.${word}` : ''}.cache`;
const script = compiled();
// Elsewhere the file would be in a user's repository.
if (script.cachedDataRejected !== false && /[\\/]node_modules[\\/]/.test(program))
  process.once('exit', (code) => {
    if (code === 0) store();
  });
(script.runInThisContext() as (require: NodeJS.Require, folder: string) => void)(require, __dirname);

function compiled(): Script {
  const own = opened(program);
  const stored = storedFor(own);
  // One buffer for both: the first touch of a page of memory costs as much as reading it from a file.
  const buffer = Buffer.allocUnsafeSlow(Math.max(own.size, stored?.size ?? 0));
  const text = buffer.toString('latin1', 0, read(own, buffer));
  const cachedData = stored && codeIn(stored, buffer);
  return new Script(text, { filename: program, ...(cachedData !== undefined && { cachedData }) });
}

interface OpenFile {
  readonly descriptor: number;
  readonly size: number;
  readonly mtimeMs: number;
}

function opened(path: string): OpenFile {
  const descriptor = openSync(path, 'r');
  const { size, mtimeMs } = fstatSync(descriptor);
  return { descriptor, size, mtimeMs };
}

/** Code that is older than the program was not made from it; V8 itself compares no more than the length. */
function storedFor({ mtimeMs }: OpenFile): OpenFile | undefined {
  try {
    const stored = opened(storedCode);
    return stored.mtimeMs < mtimeMs ? undefined : stored;
  } catch {
    return undefined;
  }
}

function codeIn(stored: OpenFile, buffer: Buffer): Buffer | undefined {
  try {
    return buffer.subarray(0, read(stored, buffer));
  } catch {
    return undefined;
  }
}

/** Reads a file into a buffer, closes it, and returns how many bytes it has. */
function read({ descriptor, size }: OpenFile, buffer: Buffer): number {
  let length = 0;
  let more = size;
  while (more > 0) {
    more = readSync(descriptor, buffer, length, size - length, null);
    length += more;
  }
  closeSync(descriptor);
  return length;
}

/** Stores the code, where that can be written: whole, or not at all. */
function store(): void {
  const draft = `${storedCode}.${process.pid}`;
  try {
    accessSync(__dirname, constants.W_OK);
    writeFileSync(draft, script.createCachedData());
    renameSync(draft, storedCode);
  } catch {
    // The next run compiles as this one did.
  }
}
