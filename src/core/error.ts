import { type Diagnostic, formatPath } from './findings/diagnostic.ts';
import { printable } from './findings/printable.ts';

/** Thrown for a document with errors. The message lists them; `diagnostics` has them, and warnings, as data. */
export class RunnerConfigError extends Error {
  override readonly name = 'RunnerConfigError';
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    super(
      errors
        .map(({ path, message }) =>
          printable(path.length === 0 ? message : `${formatPath(path)}: ${message}`),
        )
        .join('\n'),
    );
    this.diagnostics = diagnostics;
  }
}
