import { diagnostic } from '../../diagnostics/diagnostic.ts';

/** Says of a document that what is reported is not all that may be wrong with it. */
export const MORE_CHECKS = diagnostic(
  'MORE_CHECKS_FOLLOW',
  { path: [], at: 'key' },
  'Not all of the document could be checked: more checks follow when the errors are mended.',
);
