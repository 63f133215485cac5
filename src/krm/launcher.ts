import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Script } from 'node:vm';

// The function is the file beside this one; V8's code for it, which the build stored, spares compiling it.
// Another version of Node refuses the code, and compiles.
const file = `${__filename}.js`;
const script = new Script(readFileSync(file, 'latin1'), { filename: file, ...storedCode(`${file}.cache`) });
(script.runInThisContext() as (require: NodeJS.Require) => void)(createRequire(file));

/** Code that is older than the file was not made from it; V8 itself compares no more than the length. */
function storedCode(path: string): { cachedData?: Buffer } {
  try {
    return statSync(path).mtimeMs < statSync(file).mtimeMs ? {} : { cachedData: readFileSync(path) };
  } catch {
    return {};
  }
}
