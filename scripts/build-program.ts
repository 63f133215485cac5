import { chmodSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';

import { fewHiddenClasses } from './hidden-classes.ts';
import { lazyPackage } from './lazy-package.ts';
import { packedSchema } from './packed-schema.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const common = {
  bundle: true,
  // Selects the builds of libraries that use nothing of Node, and whose modules can be joined into one scope.
  platform: 'neutral',
  mainFields: ['module', 'main'],
  external: ['node:*'],
  target: 'node20',
  format: 'cjs',
  minify: true,
  // V8 reads ASCII faster, and the launcher as well.
  charset: 'ascii',
  legalComments: 'none',
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** Packages that most runs need nothing of. */
const SELDOM = ['js-yaml', '@noble/hashes/sha2.js'];

/**
 * Writes a program for Node that needs nothing else: the executable `outfile`, which is src/doors/launcher.ts, and in
 * `outfile.js` `entry` with all that it imports, as an expression of a function. What is imported while it runs is in
 * there as well, and evaluated when it is asked for.
 */
export async function buildProgram(entry: string, outfile: string): Promise<void> {
  await build({
    ...common,
    entryPoints: [`${root}/${entry}`],
    plugins: [packedSchema, fewHiddenClasses, ...SELDOM.map(lazyPackage)],
    outfile: `${outfile}.js`,
    banner: { js: '(function(require,__dirname){' },
    footer: { js: '})' },
    define: { 'import.meta.dirname': '__dirname' },
  });
  await build({
    ...common,
    entryPoints: [`${root}/src/doors/launcher.ts`],
    outfile,
    banner: { js: '#!/usr/bin/env node' },
  });
  chmodSync(outfile, 0o755);
}
