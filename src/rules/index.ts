import type { Report } from '../diagnostics/diagnostic.ts';
import { checkTokenPlaces } from '../document/token-places.ts';
import type { Resolved } from '../resolve/resolve.ts';
import { checkCutOffHosts } from './exposure/cut-off-hosts.ts';
import { checkListening } from './exposure/listening.ts';
import { checkMetrics } from './exposure/metrics.ts';
import { checkNetworkPolicies } from './exposure/network-policies.ts';
import { checkSessions } from './exposure/sessions.ts';
import { checkDockerBuilds } from './image-builds/docker-builds.ts';
import { checkAvailability } from './manager/availability.ts';
import { checkImage } from './manager/image.ts';
import { checkManager } from './manager/manager.ts';
import { checkManagerContainers } from './manager/manager-containers.ts';
import { checkManagerFiles } from './manager/manager-files.ts';
import { checkUsageLog } from './manager/usage-log.ts';
import { checkJobNamespaces } from './namespaces/job-namespaces.ts';
import { checkPermissions } from './namespaces/permissions.ts';
import { checkApiServer } from './runner/api-server.ts';
import { checkAutoscaler } from './runner/autoscaler.ts';
import { checkCache } from './runner/cache.ts';
import { checkJobPods } from './runner/job-pods.ts';
import { checkJobVolumes } from './runner/job-volumes.ts';
import { checkOverwrites } from './runner/overwrites.ts';
import { checkPodSpec } from './runner/pod-spec.ts';
import { checkPullPolicies } from './runner/pull-policies.ts';
import { checkReleases } from './runner/releases.ts';
import { checkResources } from './runner/resources.ts';
import { checkRunners } from './runner/runners.ts';
import { checkSecurityContexts } from './runner/security-contexts.ts';
import { checkCacheCredentials } from './secrets/cache-credentials.ts';
import { checkCertificates } from './secrets/certificates.ts';
import { checkSecretsInConfig } from './secrets/secrets-in-config.ts';
import { checkTokens } from './secrets/tokens.ts';

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
