import { compile } from '../../core/compile.ts';
import { RunnerConfigError } from '../../core/error.ts';
import { hasErrors } from '../../core/findings/diagnostic.ts';

/** Throws for a document with errors. */
export function refuseWrong(document: object): void {
  const { diagnostics } = compile(document);
  if (hasErrors(diagnostics)) throw new RunnerConfigError(diagnostics);
}
