import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

import { fewHiddenClasses } from './hidden-classes.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Writes the library to dist/: its code in one module, which Node loads in less than half the time of some hundred,
 * and the types that it hands out. Other packages stay imports.
 */
export async function buildLibrary(): Promise<void> {
  const dist = join(root, 'dist');
  await build({
    entryPoints: [`${root}/src/index.ts`],
    outfile: join(dist, 'index.js'),
    bundle: true,
    packages: 'external',
    platform: 'neutral',
    format: 'esm',
    target: 'es2022',
    plugins: [fewHiddenClasses],
    legalComments: 'none',
    logLevel: 'warning',
  });
  const tsc = `${root}/node_modules/typescript/bin/tsc`;
  execFileSync(process.execPath, [tsc, '--project', `${root}/tsconfig.build.json`], { stdio: 'inherit' });
  const reached = reachedFrom(join(dist, 'index.d.ts'));
  for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    const path = join(dist, name);
    if (name.endsWith('.d.ts') && !reached.has(path)) rmSync(path);
  }
}

/** The declaration files that one imports, and those that these import. */
function reachedFrom(file: string, reached = new Set<string>()): Set<string> {
  if (reached.has(file)) return reached;
  reached.add(file);
  for (const [, path] of readFileSync(file, 'utf8').matchAll(
    /\b(?:from |import\()['"](\.[^'"]+)\.[jt]s['"]/g,
  ))
    reachedFrom(join(dirname(file), `${path}.d.ts`), reached);
  return reached;
}
