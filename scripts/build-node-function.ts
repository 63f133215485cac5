import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';

import { buildProgram } from './build-program.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Writes the KRM function for Node: the executable `outfile`, the function itself in `outfile.js`, and in
 * `outfile.js.cache` V8's code for what a run needs of it, which is valid for the Node that builds.
 */
export async function buildNodeFunction(outfile: string): Promise<void> {
  await buildProgram('src/doors/krm/bin.ts', outfile);
  storeCode(`${outfile}.js`);
}

/** Runs the function once on the document of overlays/base as kustomize hands it over: the code that it needs is compiled then. */
function storeCode(file: string): void {
  const document: unknown = parse(readFileSync(`${root}/overlays/base/config/runner.yaml`, 'utf8'));
  const list = {
    apiVersion: 'config.kubernetes.io/v1',
    kind: 'ResourceList',
    items: [document],
    functionConfig: document,
  };
  const program = `
    const { readFileSync, writeFileSync } = require('node:fs');
    const [file] = process.argv.splice(1);
    const script = new (require('node:vm').Script)(readFileSync(file, 'latin1'), { filename: file });
    process.once('exit', () => writeFileSync(file + '.cache', script.createCachedData()));
    script.runInThisContext()(require);`;
  execFileSync(process.execPath, ['--eval', program, file], {
    input: stringify(list, { aliasDuplicateObjects: false }),
  });
}
