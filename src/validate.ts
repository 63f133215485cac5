import { compile } from './compile.ts';
import type { Result } from './diagnostics/result.ts';
import type { GitLabRunner } from './generated/types.ts';

/** Whether a value is a document that can be rendered, and all findings about it: errors and warnings. */
export type Validation = Result<{ readonly config: GitLabRunner }>;

/** Checks a value of any origin. Returns the same value, typed, if it can be rendered. Never throws. */
export function validateConfig(config: unknown): Validation {
  const compiled = compile(config);
  return compiled.ok
    ? { ok: true, config: config as GitLabRunner, diagnostics: compiled.diagnostics }
    : compiled;
}
