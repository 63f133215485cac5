import { spawnSync } from 'node:child_process';

/** How a program ended and what it wrote. */
export interface Run {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. */
export function run(
  program: string,
  args: readonly string[],
  options: { cwd?: string; input?: string | Uint8Array; path?: string } = {},
): Run {
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: options.cwd,
    input: options.input ?? '',
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...env, NO_COLOR: '1', ...(options.path && { PATH: `${options.path}:${env.PATH}` }) },
  });
  if (error) throw error;
  return { exitCode: status, stdout, stderr };
}
