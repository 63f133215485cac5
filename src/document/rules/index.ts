import type { Report } from '../../diagnostics/diagnostic.ts';
import type { Resolved } from '../../resolve/resolve.ts';
import { checkTokenPlaces } from '../token-places.ts';
import { checkApiServer } from './api-server.ts';
import { checkAutoscaler } from './autoscaler.ts';
import { checkAvailability } from './availability.ts';
import { checkCache } from './cache.ts';
import { checkCacheCredentials } from './cache-credentials.ts';
import { checkCertificates } from './certificates.ts';
import { checkCutOffHosts } from './cut-off-hosts.ts';
import { checkDockerBuilds } from './docker-builds.ts';
import { checkImage } from './image.ts';
import { checkJobNamespaces } from './job-namespaces.ts';
import { checkJobPods } from './job-pods.ts';
import { checkJobVolumes } from './job-volumes.ts';
import { checkListening } from './listening.ts';
import { checkManager } from './manager.ts';
import { checkManagerContainers } from './manager-containers.ts';
import { checkManagerFiles } from './manager-files.ts';
import { checkMetrics } from './metrics.ts';
import { checkNetworkPolicies } from './network-policies.ts';
import { checkOverwrites } from './overwrites.ts';
import { checkPermissions } from './permissions.ts';
import { checkPodSpec } from './pod-spec.ts';
import { checkPullPolicies } from './pull-policies.ts';
import { checkReleases } from './releases.ts';
import { checkResources } from './resources.ts';
import { checkRunners } from './runners.ts';
import { checkSecretsInConfig } from './secrets-in-config.ts';
import { checkSecurityContexts } from './security-contexts.ts';
import { checkSessions } from './sessions.ts';
import { checkTokens } from './tokens.ts';
import { checkUsageLog } from './usage-log.ts';

/**
 * Looks at what single keys cannot show, in a document that already has the right shape and all its defaults.
 * Reports an error where the runner or the cluster would fail or silently do less, a warning where a setting is
 * legal but probably not meant.
 */
export type Rule = (resolved: Resolved, report: Report) => void;

export const rules: readonly Rule[] = [
  checkReleases,
  ({ document }, report) => checkTokenPlaces(document, report),
  checkTokens,
  checkImage,
  checkManager,
  checkListening,
  checkManagerContainers,
  checkManagerFiles,
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
  checkCacheCredentials,
  checkCertificates,
  checkJobNamespaces,
  checkPermissions,
  checkSessions,
  checkMetrics,
  checkNetworkPolicies,
  checkCutOffHosts,
  checkAvailability,
  checkSecretsInConfig,
];
