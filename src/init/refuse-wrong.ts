import { compile } from '../compile.ts';
import { hasErrors } from '../diagnostics/diagnostic.ts';
import { RunnerConfigError } from '../error.ts';

/** Throws for a document with errors. */
export function refuseWrong(document: object): void {
  const { diagnostics } = compile(document);
  if (hasErrors(diagnostics)) throw new RunnerConfigError(diagnostics);
}
