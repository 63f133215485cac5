import { spawn } from 'node:child_process';

/** Runs `kubectl` on the cluster of the tests, and returns what it wrote. Throws with its words where it fails. */
export function kubectl(args: readonly string[], input = ''): Promise<string> {
  return run('kubectl', args, input);
}

/** Runs commands as they stand in the docs, and returns what they wrote. Throws where the last one fails. */
export function shell(
  commands: string,
  options: { readonly input?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<string> {
  return run('sh', ['-c', commands], options.input ?? '', options.env);
}

function run(
  program: string,
  args: readonly string[],
  input: string,
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: { ...process.env, ...env } });
    let output = '';
    let words = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk));
    child.stderr.on('data', (chunk: Buffer) => (words += chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${program} ${args.join(' ')} ended with ${code}: ${words}`));
    });
    child.stdin.on('error', () => {}).end(input);
  });
}
