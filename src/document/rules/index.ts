import type { Report } from '../../diagnostics/diagnostic.ts';
import type { ResolvedGitLabRunner } from '../../generated/resolved-types.ts';
import { checkApiServer } from './api-server.ts';
import { checkAutoscaler } from './autoscaler.ts';
import { checkCache } from './cache.ts';
import { checkDockerBuilds } from './docker-builds.ts';
import { checkJobPods } from './job-pods.ts';
import { checkJobVolumes } from './job-volumes.ts';
import { checkManager } from './manager.ts';
import { checkManagerFiles } from './manager-files.ts';
import { checkOverwrites } from './overwrites.ts';
import { checkPodSpec } from './pod-spec.ts';
import { checkPullPolicies } from './pull-policies.ts';
import { checkReleases } from './releases.ts';
import { checkResources } from './resources.ts';
import { checkRunners } from './runners.ts';
import { checkSecretsInConfig } from './secrets-in-config.ts';
import { checkSecurityContexts } from './security-contexts.ts';
import { checkSessionServer } from './session-server.ts';
import { checkTokens } from './tokens.ts';
import { checkUsageLog } from './usage-log.ts';

/**
 * Looks at what single keys cannot show, in a document that already has the right shape and all its defaults.
 * Reports an error where the runner or the cluster would fail or silently do less, a warning where a setting is
 * legal but probably not meant.
 */
export type Rule = (document: ResolvedGitLabRunner, report: Report) => void;

export const rules: readonly Rule[] = [
  checkReleases,
  checkTokens,
  checkManager,
  checkManagerFiles,
  checkSessionServer,
  checkUsageLog,
  checkRunners,
  checkCache,
  checkDockerBuilds,
  checkApiServer,
  checkOverwrites,
  checkPullPolicies,
  checkResources,
  checkSecurityContexts,
  checkJobVolumes,
  checkJobPods,
  checkPodSpec,
  checkAutoscaler,
  checkSecretsInConfig,
];
