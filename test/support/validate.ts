import { main } from '../../src/cli/main.ts';

/** Runs the command in this process. */
export function validate(...args: string[]): { exitCode: number; stdout: string; stderr: string } {
  let stdout = '';
  let stderr = '';
  const exitCode = main(['validate', ...args], {
    stdin: () => new Uint8Array(),
    out: (text) => (stdout += text),
    err: (text) => (stderr += text),
    color: false,
    columns: undefined,
  });
  return { exitCode, stdout, stderr };
}
