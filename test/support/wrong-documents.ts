import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { validate } from './validate.ts';

const directory = 'test/wrong/documents';
/** The wrong documents. */
export const files = readdirSync(fileURLToPath(new URL('../wrong/documents', import.meta.url))).sort();

const validated = (file: string, ...options: string[]): ReturnType<typeof validate> =>
  validate(...options, `${directory}/${file}`);

/** What is said about each. */
export const reports = new Map(files.map((file) => [file, validated(file)]));
/** What is found in each. */
export const findings = new Map(
  files.map((file) => [file, JSON.parse(validated(file, '--format', 'json').stdout) as Diagnostic[]]),
);
