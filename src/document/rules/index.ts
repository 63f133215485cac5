import type { Report } from '../../diagnostics/diagnostic.ts';
import type { ResolvedGitLabRunner } from '../../generated/resolved-types.ts';
import { checkDockerBuilds } from './docker-builds.ts';
import { checkManager } from './manager.ts';
import { checkTokens } from './tokens.ts';

/**
 * Looks at what single keys cannot show, in a document that already has the right shape and all its defaults.
 * Reports an error where the runner or the cluster would fail or silently do less, a warning where a setting is
 * legal but probably not meant.
 */
export type Rule = (document: ResolvedGitLabRunner, report: Report) => void;

export const rules: readonly Rule[] = [checkTokens, checkManager, checkDockerBuilds];
