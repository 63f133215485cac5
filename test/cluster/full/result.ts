import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TaskMeta } from 'vitest';

import { root } from '../../support/project.ts';

/** Where the last runs of all tests of each folder are written down. */
export const RESULT = 'test/cluster/full/result.json';

/** The last runs in which all tests of a folder passed, by the folder. */
export type FullResult = Readonly<Record<string, GroupResult>>;

/** A run of all tests of a folder. */
export interface GroupResult {
  /** The day, as `2026-11-25`. */
  readonly date: string;
  readonly versions: { readonly kubernetes: string; readonly runner: readonly string[] };
  /** Of what the tests rest on, as it was. */
  readonly sources: string;
  readonly tests: readonly TestResult[];
}

/** A test that passed. */
export interface TestResult {
  /** Its file, from this folder. */
  readonly file: string;
  /** Its name, after those of the groups around it. */
  readonly name: string;
  readonly seconds: number;
  /** What it has found out. */
  readonly meta: TaskMeta;
}

/** The committed result. Throws where there is none. */
export function readResult(): FullResult {
  return JSON.parse(readFileSync(join(root, RESULT), 'utf8')) as FullResult;
}
