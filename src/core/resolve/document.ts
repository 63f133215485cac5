import type { CheckedGitLabRunner } from '../generated/checked-types.ts';

/** The document with its defaults: every fact depends on it. */
export type CheckedDocument = Pick<CheckedGitLabRunner, 'metadata' | 'spec'>;
