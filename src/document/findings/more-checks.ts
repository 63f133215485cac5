import type { Diagnostic } from '../../diagnostics/diagnostic.ts';

/**
 * Says of a document that what is reported is not all that may be wrong with it. Every run has it, so it is written
 * out: `diagnostic` would look for credentials in it.
 */
export const MORE_CHECKS: Diagnostic = {
  code: 'MORE_CHECKS_FOLLOW',
  severity: 'warning',
  message: 'Not all of the document could be checked: more checks follow when the errors are fixed.',
  path: [],
  at: 'key',
};
