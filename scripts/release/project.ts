import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The root of this project. */
export const root: string = fileURLToPath(new URL('../..', import.meta.url));

/** What a release reads from package.json. */
interface Manifest {
  readonly name: string;
  readonly version: string;
  /** Where the sources are: npm compares it with where a package with provenance comes from. */
  readonly repository?: unknown;
}

/** The project's package.json. */
export const manifest: Manifest = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));

/** Runs git in the project and returns what it prints, without the last line break. Throws where git fails. */
export function git(...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trimEnd();
}
