import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type GitLabRunner, renderConfigToml } from '../../src/index.ts';

/** What the runner's own check objects to in the config.toml of a document; `undefined` where it takes it. */
export async function lintProblem(runner: string, document: GitLabRunner): Promise<string | undefined> {
  const toml = renderConfigToml(document);
  const folder = await mkdtemp(join(tmpdir(), 'gitlab-runner-lint-'));
  const file = join(folder, 'config.toml');
  try {
    await writeFile(file, toml);
    // Tokens come from variables of the manager, which have to be there.
    const tokens = [...toml.matchAll(/^\s*token = "\$(\w+)"$/gm)].map(
      ([, name]) => [name, 'glrt-x'] as const,
    );
    const env = Object.fromEntries(tokens) as Record<string, string>;
    return await new Promise((resolve) => {
      execFile(runner, ['lint', '-c', file], { env, cwd: folder }, (error, stdout, stderr) => {
        const said = `${stdout}${stderr}`;
        resolve(error !== null || /jsonschema|unknown key/.test(said) ? said || String(error) : undefined);
      });
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}
