import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { validate } from './validate.ts';

const directory = 'test/wrong/documents';
/** The wrong documents. */
export const files = readdirSync(fileURLToPath(new URL('../wrong/documents', import.meta.url))).sort();

const validated = (file: string, ...options: string[]): ReturnType<typeof validate> =>
  validate(...options, `${directory}/${file}`);

const ofEach = async <T>(read: (file: string) => Promise<T>): Promise<ReadonlyMap<string, T>> =>
  new Map(await Promise.all(files.map(async (file) => [file, await read(file)] as const)));

/** What is said about each. */
export const reports = await ofEach((file) => validated(file));
/** What is found in each. */
export const findings = await ofEach(
  async (file) => JSON.parse((await validated(file, '--format', 'json')).stdout) as Diagnostic[],
);
