/**
 * Builds what the package ships: the library in dist/, the CLI in dist/cli/, and the KRM function for Node in
 * kustomize-plugin/, which needs nothing but Node. What is up to date stays as it is.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { buildLibrary } from './build-library.ts';
import { buildNodeFunction } from './build-node-function.ts';
import { buildProgram } from './build-program.ts';
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
      await buildLibrary();
      await buildProgram('src/doors/cli/bin.ts', `${root}/dist/cli/bin.js`);
      writeFileSync(`${root}/dist/cli/package.json`, '{ "type": "commonjs" }\n');
      await buildNodeFunction(`${root}/kustomize-plugin/gitlab-runner-krm`);
    },
  );
}

/** Vitest's name for what runs before the tests. */
export { build as setup };

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
