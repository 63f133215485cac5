/**
 * Builds what the package ships: dist/ (the library and the CLI) and the KRM function for Node in
 * kustomize-plugin/, which needs nothing but Node. What is up to date stays as it is.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { buildNodeFunction } from './build-node-function.ts';
import { buildSources } from './build-sources.ts';
import { makeUnlessUpToDate } from './up-to-date.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

async function build(): Promise<void> {
  await buildSources();
  await makeUnlessUpToDate(
    'package',
    {
      from: ['src', 'scripts', 'tsconfig.json', 'tsconfig.build.json', 'overlays/base/config/runner.yaml'],
      to: ['dist', 'kustomize-plugin'],
    },
    async () => {
      rmSync(`${root}/dist`, { recursive: true, force: true });
      const tsc = `${root}/node_modules/typescript/bin/tsc`;
      execFileSync(process.execPath, [tsc, '--project', `${root}/tsconfig.build.json`], { stdio: 'inherit' });
      chmodSync(`${root}/dist/cli/bin.js`, 0o755);
      await buildNodeFunction(`${root}/kustomize-plugin/gitlab-runner-krm`);
    },
  );
}

/** Vitest's name for what runs before the tests. */
export { build as setup };

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
