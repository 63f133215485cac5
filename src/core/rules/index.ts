import { hostsOfJobs, proxyOfManager, proxyToApiServer, serversOfManager } from './exposure/cut-off-hosts.ts';
import { loopback, samePort } from './exposure/listening.ts';
import { metrics } from './exposure/metrics.ts';
import { metricsOpenToJobs } from './exposure/metrics-open-to-jobs.ts';
import { deniedCidrs, refusedByApiServer } from './exposure/network-policies.ts';
import { services } from './exposure/services.ts';
import { sessionAddress, sessionPort, sessionReplicas, sessionServer } from './exposure/sessions.ts';
import {
  daemonBehindProxy,
  daemonContainer,
  daemonOptions,
  daemonStart,
  daemonUser,
} from './image-builds/daemon.ts';
import {
  daemonClient,
  daemonServices,
  runtimeSockets,
  strayClient,
  unprivilegedDaemons,
} from './image-builds/mixed-modes.ts';
import {
  daemonArchitecture,
  helperArchitecture,
  helperByAffinity,
  nodeDaemon,
  privilegedNodes,
  windowsNodes,
} from './image-builds/nodes.ts';
import { buildOptions, daemonConfig } from './image-builds/options.ts';
import { privilegedJobs, privilegedServices } from './image-builds/privileges.ts';
import { buildStorage } from './image-builds/storage.ts';
import {
  buildkitEntrypoint,
  buildSandbox,
  missingProfiles,
  userNamespaces,
} from './image-builds/unprivileged-tools.ts';
import { autoscaling, disruptionBudget, drainHook, gracePeriod } from './manager/availability.ts';
import { containers } from './manager/containers.ts';
import { mountedFiles } from './manager/files.ts';
import { image } from './manager/image.ts';
import { accountToken, flagVariables, registerVariables, takenNames } from './manager/manager.ts';
import { templates } from './manager/templates.ts';
import { usageLog } from './manager/usage-log.ts';
import { version } from './manager/version.ts';
import {
  admissionPolicy,
  fencedOut,
  fenceLoosened,
  rulesAroundFence,
} from './namespaces/admission-policy.ts';
import { chosenNamespaces, reachedNamespaces, sharedQuota } from './namespaces/job-namespaces.ts';
import { extraRules, unusedRules } from './namespaces/permissions.ts';
import { boundedPods, refusedBounds } from './namespaces/quotas.ts';
import { jobAccount, managersAccount } from './namespaces/service-accounts.ts';
import { systemNamespaces } from './namespaces/system-namespaces.ts';
import { prunedConfig } from './objects/delivery.ts';
import { extraObjects, placeOfExtraObjects } from './objects/extra-objects.ts';
import { localConfig, ownLabels } from './objects/labels.ts';
import { parts } from './objects/parts.ts';
import { podSecurity } from './objects/pod-security.ts';
import { references } from './objects/references.ts';
import { sizes } from './objects/sizes.ts';
import type { Rule } from './rule.ts';
import { apiServer } from './runner/api-server.ts';
import { autoscaler } from './runner/autoscaler.ts';
import { bootVerify } from './runner/boot-verify.ts';
import { cache } from './runner/cache.ts';
import { concurrency, limit } from './runner/concurrency.ts';
import { flagsInEnvironment } from './runner/environment.ts';
import { helperImage } from './runner/helper-image.ts';
import { jobPods, podLabels, stepMigration } from './runner/job-pods.ts';
import { jobVolumeNames, jobVolumePaths, mountPropagation } from './runner/job-volumes.ts';
import { labels } from './runner/labels.ts';
import { imagePatterns, namespacePerJob, overwrites } from './runner/overwrites.ts';
import { podSpec } from './runner/pod-spec.ts';
import { polling } from './runner/polling.ts';
import { pullPolicies, pullSecrets } from './runner/pull-policies.ts';
import { releases } from './runner/releases.ts';
import { amounts, volumeSizes } from './runner/resources.ts';
import {
  capabilityLists,
  droppedCapabilities,
  escalation,
  rootUser,
  securityProfiles,
} from './runner/security-contexts.ts';
import { suspension, suspensionOff } from './runner/suspension.ts';
import { url, urlVariables } from './runner/url.ts';
import { cacheCredentials, oneSetOfCredentials, wholeCredentials } from './secrets/cache-credentials.ts';
import { certificates } from './secrets/certificates.ts';
import { credentialsInClear } from './secrets/credentials-in-clear.ts';
import { secretsInConfig } from './secrets/secrets-in-config.ts';
import { sharedTokens, tokens } from './secrets/tokens.ts';

/** Every rule, in the order in which they look. */
export const rules: readonly Rule[] = [
  // runner
  releases,
  concurrency,
  limit,
  url,
  urlVariables,
  labels,
  flagsInEnvironment,
  bootVerify,
  suspension,
  suspensionOff,
  cache,
  apiServer,
  overwrites,
  imagePatterns,
  namespacePerJob,
  pullPolicies,
  pullSecrets,
  amounts,
  volumeSizes,
  capabilityLists,
  securityProfiles,
  droppedCapabilities,
  rootUser,
  escalation,
  jobVolumeNames,
  jobVolumePaths,
  mountPropagation,
  jobPods,
  stepMigration,
  polling,
  helperImage,
  podLabels,
  podSpec,
  autoscaler,
  // manager
  version,
  image,
  takenNames,
  flagVariables,
  registerVariables,
  accountToken,
  containers,
  mountedFiles,
  usageLog,
  templates,
  autoscaling,
  disruptionBudget,
  gracePeriod,
  drainHook,
  // image builds
  buildOptions,
  daemonConfig,
  nodeDaemon,
  privilegedNodes,
  missingProfiles,
  daemonStart,
  daemonOptions,
  windowsNodes,
  buildStorage,
  privilegedJobs,
  privilegedServices,
  runtimeSockets,
  unprivilegedDaemons,
  daemonServices,
  daemonClient,
  strayClient,
  daemonBehindProxy,
  daemonUser,
  daemonContainer,
  userNamespaces,
  buildSandbox,
  buildkitEntrypoint,
  helperByAffinity,
  helperArchitecture,
  daemonArchitecture,
  // namespaces
  systemNamespaces,
  jobAccount,
  managersAccount,
  reachedNamespaces,
  chosenNamespaces,
  sharedQuota,
  boundedPods,
  refusedBounds,
  unusedRules,
  extraRules,
  admissionPolicy,
  fencedOut,
  fenceLoosened,
  rulesAroundFence,
  // exposure
  loopback,
  samePort,
  sessionServer,
  sessionReplicas,
  sessionPort,
  services,
  sessionAddress,
  metrics,
  refusedByApiServer,
  metricsOpenToJobs,
  deniedCidrs,
  hostsOfJobs,
  proxyOfManager,
  serversOfManager,
  proxyToApiServer,
  // secrets
  tokens,
  sharedTokens,
  cacheCredentials,
  wholeCredentials,
  oneSetOfCredentials,
  certificates,
  secretsInConfig,
  credentialsInClear,
  // objects
  parts,
  podSecurity,
  ownLabels,
  localConfig,
  prunedConfig,
  extraObjects,
  placeOfExtraObjects,
  references,
  sizes,
];
