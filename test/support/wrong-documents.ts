import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { main } from '../../src/cli/main.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';

const directory = 'test/wrong/documents';
/** The wrong documents. */
export const files = readdirSync(fileURLToPath(new URL('../wrong/documents', import.meta.url))).sort();

function validate(file: string, ...options: string[]): { exitCode: number; stdout: string; stderr: string } {
  let stdout = '';
  let stderr = '';
  const exitCode = main(['validate', ...options, `${directory}/${file}`], {
    stdin: () => new Uint8Array(),
    out: (text) => (stdout += text),
    err: (text) => (stderr += text),
    color: false,
    columns: undefined,
  });
  return { exitCode, stdout, stderr };
}

/** What is said about each. */
export const reports = new Map(files.map((file) => [file, validate(file)]));
/** What is found in each. */
export const findings = new Map(
  files.map((file) => [file, JSON.parse(validate(file, '--format', 'json').stdout) as Diagnostic[]]),
);
