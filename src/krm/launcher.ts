import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Script } from 'node:vm';

// The function is the file beside this one; V8's code for it, which the build stored, spares compiling it.
// Another version of Node refuses the code, and compiles.
const file = `${__filename}.js`;
const script = new Script(readFileSync(file, 'latin1'), { filename: file, ...storedCode(`${file}.cache`) });
(script.runInThisContext() as (require: NodeJS.Require) => void)(createRequire(file));

function storedCode(path: string): { cachedData?: Buffer } {
  try {
    return { cachedData: readFileSync(path) };
  } catch {
    return {};
  }
}
