import type { AjvError } from '../generated/validator.ts';
import type { Diagnostic } from './diagnostic.ts';

/** Returns the validator's findings as diagnostics. */
export function fromAjv(errors: readonly AjvError[], _document: unknown): Diagnostic[] {
  return errors.map((error) => ({
    code: 'WRONG_TYPE',
    severity: 'error',
    message: `${error.keyword} ${JSON.stringify(error.params)}`,
    path: error.instancePath.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')),
  }));
}
