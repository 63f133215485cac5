import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

const require = createRequire(import.meta.url);
const src = fileURLToPath(new URL('../src', import.meta.url));

/**
 * Returns what makes esbuild evaluate a package when something of it is first used, rather than when it is imported:
 * modules say `import`, and most runs of a program need nothing of it.
 */
export function lazyPackage(name: string): Plugin {
  const file = JSON.stringify(require.resolve(name));
  const filter = new RegExp(`^${name}$`);
  const getters = importedFrom(name).map((each) => `get ${each}() { return require(${file}).${each}; }`);
  return {
    name: `lazy ${name}`,
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter }, () => ({ path: name, namespace: 'lazy' }));
      onLoad({ filter, namespace: 'lazy' }, () => ({
        contents: `module.exports = {${getters.join()}};`,
        resolveDir: import.meta.dirname,
      }));
    },
  };
}

/** What our modules import from a package by name: a getter for each of its other exports would be made in vain. */
function importedFrom(name: string): readonly string[] {
  const names = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .flatMap((path) => [
      ...readFileSync(join(src, path), 'utf8').matchAll(/import \{([^}]+)\} from '([^']+)'/g),
    ])
    .filter(([, , from]) => from === name)
    .flatMap(([, list = '']) => list.split(',').map((each) => each.trim().replace(/^type .*/, '')));
  return [...new Set(names)].filter((each) => each !== '');
}
