import type { Diagnostic } from './diagnostic.ts';

/** A result along with the warnings about it; or, where it is not `ok`, all that is wrong. */
export type Result<T> =
  | ({ readonly ok: true; readonly diagnostics: readonly Diagnostic[] } & T)
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };
