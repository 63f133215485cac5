import type { Path } from '../data/path.ts';

/**
 * How the values of a document were written, as far as its door knows. A number says less than its text: `1.20` is
 * 1.2. The text of a file has it: a function returns how an unquoted value is written, `undefined` for any other.
 * A value of a program is itself what was written; kustomize writes again what it has read.
 */
export type Written = 'as data' | 'by kustomize' | ((path: Path) => string | undefined);
