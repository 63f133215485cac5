/**
 * Builds what the package ships: dist/ (the library and the CLI) and the KRM function for Node in
 * kustomize-plugin/, one file that needs nothing else.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

import { generate } from './generate.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

for (const [file, text] of Object.entries(await generate())) writeFileSync(`${root}/${file}`, text);

rmSync(`${root}/dist`, { recursive: true, force: true });
execFileSync(process.execPath, [`${root}/node_modules/typescript/bin/tsc`, '--project', `${root}/tsconfig.build.json`], {
  stdio: 'inherit',
});
chmodSync(`${root}/dist/cli/bin.js`, 0o755);

const krm = `${root}/kustomize-plugin/gitlab-runner-krm`;
await build({
  entryPoints: [`${root}/src/krm/bin.ts`],
  outfile: krm,
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
chmodSync(krm, 0o755);
