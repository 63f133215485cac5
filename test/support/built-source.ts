import { rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Plugin } from 'vitest/config';

import { withFewHiddenClasses } from '../../scripts/hidden-classes.ts';
import { makeUnlessUpToDate } from '../../scripts/up-to-date.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const source = join(root, 'src');
const built = join(root, 'node_modules/.cache/src');

/** Where a module of src/ is built to. Node reads it as it is, whatever package.json is near. */
const builtFile = (file: string): string => join(built, relative(source, file)).replace(/\.ts$/, '.mjs');

let isUsed = true;

/**
 * Lets tests import the modules of src/ as Node runs them. Vitest would transform them for each worker, and make each use
 * of an import a look into an object. It does so where it watches the files, or counts which lines run.
 */
export const builtSource: Plugin = {
  name: 'built source',
  enforce: 'pre',
  configureVitest: ({ vitest: { config } }) => {
    isUsed = !config.watch && !config.coverage.enabled;
  },
  // The setup, which builds, has another environment than tests.
  applyToEnvironment: ({ name }) => name === 'ssr',
  resolveId: (path, importer) => {
    if (!isUsed || importer === undefined || !path.startsWith('.')) return null;
    const file = resolve(dirname(importer), path);
    const isOurs = file.startsWith(source + sep) && file.endsWith('.ts');
    return isOurs ? { id: builtFile(file), external: true } : null;
  },
};

/** Builds each module of src/ on its own. What is up to date stays as it is. */
export async function setup(): Promise<void> {
  await makeUnlessUpToDate(
    'modules',
    { from: ['src', 'scripts', 'test/support/built-source.ts'], to: ['node_modules/.cache/src'] },
    async () => {
      rmSync(built, { recursive: true, force: true });
      await build({
        entryPoints: [`${source}/**/*.ts`],
        outdir: built,
        outExtension: { '.js': '.mjs' },
        bundle: true,
        packages: 'external',
        platform: 'node',
        format: 'esm',
        target: 'node20',
        logLevel: 'warning',
        plugins: [
          {
            name: 'modules',
            setup: ({ onResolve, onLoad }) => {
              onResolve({ filter: /^\..*\.ts$/ }, ({ kind, path }) =>
                kind === 'entry-point' ? undefined : { path: path.replace(/\.ts$/, '.mjs'), external: true },
              );
              onLoad({ filter: /\.ts$/ }, async ({ path }) => ({
                contents: withFewHiddenClasses(await readFile(path, 'utf8')).replaceAll(
                  'import.meta.dirname',
                  JSON.stringify(dirname(path)),
                ),
                loader: 'ts',
              }));
            },
          },
        ],
      });
    },
  );
}
