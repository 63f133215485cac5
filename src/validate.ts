import { compile } from './compile.ts';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import type { GitLabRunner } from './generated/types.ts';

/** Whether a value is a document that can be rendered, and all findings about it: errors and warnings. */
export type Validation =
  | { readonly ok: true; readonly config: GitLabRunner; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Checks a value of any origin. Returns the same value, typed, if it can be rendered. Never throws. */
export function validateConfig(config: unknown): Validation {
  const compiled = compile(config);
  return compiled.ok
    ? { ok: true, config: config as GitLabRunner, diagnostics: compiled.diagnostics }
    : compiled;
}
