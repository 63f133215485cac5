import type { Io } from '../../src/doors/cli/io.ts';
import { main } from '../../src/doors/cli/main.ts';

/** How a command ended and what it wrote. */
export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line in this process, with nobody to be asked, and no variables of the environment. */
export async function cli(
  args: readonly string[],
  stdin = '',
  more: Partial<Pick<Io, 'terminal' | 'isResultShown' | 'env'>> = {},
): Promise<Outcome> {
  let stdout = '';
  let stderr = '';
  const exitCode = await main(args, {
    stdin: () => Buffer.from(stdin),
    out: (text) => (stdout += text),
    err: (text) => (stderr += text),
    color: false,
    columns: undefined,
    result: { color: false, columns: undefined },
    isResultShown: false,
    terminal: () => undefined,
    env: {},
    ...more,
  });
  return { exitCode, stdout, stderr };
}
