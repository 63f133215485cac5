import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

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
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: options.cwd,
    input: options.input ?? '',
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: environment(options),
  });
  if (error) throw error;
  return { exitCode: status, stdout, stderr };
}

/** Runs a program to its end, while this process goes on: for one that asks a server of the test. It has no terminal. */
export async function runBeside(
  program: string,
  args: readonly string[],
  options: { cwd?: string; path?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<Run> {
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: environment(options),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { exitCode, stdout, stderr };
}

function environment({
  path,
  env,
}: {
  path?: string;
  env?: Readonly<Record<string, string>>;
}): NodeJS.ProcessEnv {
  const { NODE_EXTRA_CA_CERTS: _, ...own } = process.env;
  return { ...own, NO_COLOR: '1', ...(path && { PATH: `${path}:${own.PATH}` }), ...env };
}
