import { main } from '../../src/cli/main.ts';

/** Runs the command in this process. */
export async function validate(
  ...args: string[]
): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  let stdout = '';
  let stderr = '';
  const exitCode = await main(['validate', ...args], {
    stdin: () => new Uint8Array(),
    out: (text) => (stdout += text),
    err: (text) => (stderr += text),
    color: false,
    columns: undefined,
  });
  return { exitCode, stdout, stderr };
}
