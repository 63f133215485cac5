import { chmodSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Writes the KRM function for Node to `outfile`: one executable file that needs nothing but Node. */
export async function buildNodeFunction(outfile: string): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(new URL('../src/krm/bin.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    // As an ES module, a bundle of `yaml` cannot require what it needs of Node.
    format: 'cjs',
    minify: true,
    legalComments: 'none',
    banner: { js: '#!/usr/bin/env node' },
    logLevel: 'warning',
  });
  chmodSync(outfile, 0o755);
}
