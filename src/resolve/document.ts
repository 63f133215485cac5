import type { CheckedGitLabRunner } from '../generated/checked-types.ts';

/** The document with its defaults: what every fact rests on. */
export type CheckedDocument = Pick<CheckedGitLabRunner, 'metadata' | 'spec'>;
