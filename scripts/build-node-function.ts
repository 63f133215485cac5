import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('..', import.meta.url));

const common = {
  bundle: true,
  // Takes the builds of libraries that use nothing of Node, and whose modules can be joined into one scope.
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

/**
 * Writes the KRM function for Node: the executable `outfile`, the function itself in `outfile.js`, and in
 * `outfile.js.cache` V8's code for what a run needs of it, which holds for the Node that builds.
 */
export async function buildNodeFunction(outfile: string): Promise<void> {
  await build({
    ...common,
    entryPoints: [`${root}/src/krm/bin.ts`],
    outfile: `${outfile}.js`,
    banner: { js: '(function(require){' },
    footer: { js: '})' },
  });
  await build({
    ...common,
    entryPoints: [`${root}/src/krm/launcher.ts`],
    outfile,
    banner: { js: '#!/usr/bin/env node' },
  });
  chmodSync(outfile, 0o755);
  storeCode(`${outfile}.js`);
}

/** Runs the function once on the document of overlays/base, so that the code of all that it needs is compiled. */
function storeCode(file: string): void {
  const document: unknown = parse(readFileSync(`${root}/overlays/base/config/runner.yaml`, 'utf8'));
  const list = {
    apiVersion: 'config.kubernetes.io/v1',
    kind: 'ResourceList',
    items: [],
    functionConfig: document,
  };
  const program = `
    const { readFileSync, writeFileSync } = require('node:fs');
    const [file] = process.argv.splice(1);
    const script = new (require('node:vm').Script)(readFileSync(file, 'latin1'), { filename: file });
    script.runInThisContext()(require);
    writeFileSync(file + '.cache', script.createCachedData());`;
  execFileSync(process.execPath, ['--eval', program, file], { input: JSON.stringify(list) });
}
