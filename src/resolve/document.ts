import type { ResolvedGitLabRunner } from '../generated/resolved-types.ts';

/** The document with its defaults: what every fact rests on. */
export type ResolvedDocument = Pick<ResolvedGitLabRunner, 'metadata' | 'spec'>;
