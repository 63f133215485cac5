import { accessSync, constants, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { Script } from 'node:vm';

// Runs the program beside this file. V8's code for what a run needs of it spares compiling: the build stores it, or,
// where the package is installed, the first run of each command. Another version of Node refuses the code, and
// compiles.
const program = `${__filename}.js`;
const [, , word = ''] = process.argv;
const storedCode = `${program}${/^[a-z]+$/.test(word) ? `.${word}` : ''}.cache`;
const cachedData = newest(storedCode);
const script = new Script(readFileSync(program, 'latin1'), {
  filename: program,
  ...(cachedData !== undefined && { cachedData }),
});
// Elsewhere the file would be in a user's repository.
if (script.cachedDataRejected !== false && /[\\/]node_modules[\\/]/.test(program))
  process.once('exit', (code) => {
    if (code === 0) store();
  });
(script.runInThisContext() as (require: NodeJS.Require, folder: string) => void)(require, __dirname);

/** Code that is older than the program was not made from it; V8 itself compares no more than the length. */
function newest(path: string): Buffer | undefined {
  try {
    return statSync(path).mtimeMs < statSync(program).mtimeMs ? undefined : readFileSync(path);
  } catch {
    return undefined;
  }
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
