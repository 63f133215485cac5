import { main } from '../../src/cli/main.ts';

/** How a command ended and what it wrote. */
export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line in this process. */
export async function cli(args: readonly string[], stdin = ''): Promise<Outcome> {
  let stdout = '';
  let stderr = '';
  const exitCode = await main(args, {
    stdin: () => Buffer.from(stdin),
    out: (text) => (stdout += text),
    err: (text) => (stderr += text),
    color: false,
    columns: undefined,
    result: { color: false, columns: undefined },
  });
  return { exitCode, stdout, stderr };
}
