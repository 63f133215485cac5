import { createRequire } from 'node:module';
import type { Plugin } from 'esbuild';

const require = createRequire(import.meta.url);

/**
 * Returns what makes esbuild evaluate a package when one of its exports is first used, rather than when it is imported:
 * modules say `import`, and most runs of a program never come to what they import it for.
 */
export function lazyPackage(name: string): Plugin {
  const file = require.resolve(name);
  const exports = Object.keys(require(name) as object);
  return {
    name: `lazy ${name}`,
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: name, namespace: 'lazy' }));
      onLoad({ filter: /./, namespace: 'lazy' }, () => ({
        contents: `module.exports = {${exports.map((each) => `get ${each}() { return require(${JSON.stringify(file)}).${each}; }`).join()}};`,
        resolveDir: import.meta.dirname,
      }));
    },
  };
}
