import type { Diagnostic } from '../../findings/diagnostic.ts';

/**
 * Says of a document that what is reported is not all that may be wrong with it. Every run has it, so it is written
 * out: `diagnostic` would look for credentials in it.
 */
export const MORE_CHECKS: Diagnostic = {
  code: 'MORE_CHECKS_FOLLOW',
  severity: 'warning',
  message: 'Fix these errors and run it again: the rest of the document has not been checked yet.',
  path: [],
  at: 'key',
};
