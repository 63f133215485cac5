import { spawn } from 'node:child_process';

/** Runs `kubectl` on the cluster of the tests, and returns what it wrote. Throws with its words where it fails. */
export function kubectl(args: readonly string[], input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('kubectl', args);
    let output = '';
    let words = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk));
    child.stderr.on('data', (chunk: Buffer) => (words += chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`kubectl ${args.join(' ')} ended with ${code}: ${words}`));
    });
    child.stdin.on('error', () => {}).end(input);
  });
}
