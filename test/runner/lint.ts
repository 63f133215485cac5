import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = process.env.GITLAB_RUNNER || 'gitlab-runner';

interface Answer {
  readonly ok: boolean;
  readonly said: string;
}

/** Runs the runner's own program. Throws where there is none. */
export function runner(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    // A path is needed to find the program, and the rest of the environment could name another config.toml.
    execFile(program, args, { env: { PATH: process.env.PATH, ...env } }, (error, stdout, stderr) => {
      if (error !== null && typeof error.code === 'string') {
        reject(
          new Error(
            `The runner's program "${program}" does not start (${error.code}): install gitlab-runner, or let GITLAB_RUNNER name it.`,
          ),
        );
      } else resolve({ ok: error === null, said: `${stdout}${stderr}` });
    });
  });
}

/** What the runner's own check objects to in a config.toml; `undefined` where it takes it. */
export async function lintProblem(toml: string): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'gitlab-runner-lint-'));
  const file = join(folder, 'config.toml');
  try {
    await writeFile(file, toml);
    // Tokens come from variables of the manager, which have to be there.
    const tokens = [...toml.matchAll(/^\s*token = "\$(\w+)"$/gm)].map(([, name]) => [name, 'glrt-x']);
    const { ok, said } = await runner(['lint', '-c', file], Object.fromEntries(tokens));
    return ok && !/jsonschema|unknown key/.test(said) ? undefined : said;
  } finally {
    await rm(folder, { recursive: true });
  }
}
