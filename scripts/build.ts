/**
 * Builds what the package ships: dist/ (the library and the CLI) and the KRM function for Node in
 * kustomize-plugin/, which needs nothing but Node.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { buildNodeFunction } from './build-node-function.ts';
import { generate } from './generate.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

for (const [file, text] of Object.entries(await generate())) writeFileSync(`${root}/${file}`, text);

rmSync(`${root}/dist`, { recursive: true, force: true });
execFileSync(
  process.execPath,
  [`${root}/node_modules/typescript/bin/tsc`, '--project', `${root}/tsconfig.build.json`],
  {
    stdio: 'inherit',
  },
);
chmodSync(`${root}/dist/cli/bin.js`, 0o755);

await buildNodeFunction(`${root}/kustomize-plugin/gitlab-runner-krm`);
