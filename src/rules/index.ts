import { autoscaling, disruptionBudget, gracePeriod } from './manager/availability.ts';
import {
  containerAmounts,
  containerMounts,
  containerPrivilege,
  containerProbes,
  containerUsers,
} from './manager/containers.ts';
import { mountedFiles } from './manager/files.ts';
import { image } from './manager/image.ts';
import { accountToken, flagVariables, takenNames } from './manager/manager.ts';
import { usageLog } from './manager/usage-log.ts';
import { chosenNamespaces, reachedNamespaces, sharedQuota } from './namespaces/job-namespaces.ts';
import { extraRules, unusedRules } from './namespaces/permissions.ts';
import { jobAccount, managersAccount } from './namespaces/service-accounts.ts';
import type { Rule } from './rule.ts';
import { apiServer } from './runner/api-server.ts';
import { cache } from './runner/cache.ts';

/** Every rule, in the order in which they look. */
export const rules: readonly Rule[] = [
  // runner
  apiServer,
  cache,
  // manager
  image,
  takenNames,
  flagVariables,
  accountToken,
  containerUsers,
  containerPrivilege,
  containerMounts,
  containerAmounts,
  containerProbes,
  mountedFiles,
  usageLog,
  autoscaling,
  disruptionBudget,
  gracePeriod,
  // image builds
  // namespaces
  jobAccount,
  managersAccount,
  reachedNamespaces,
  chosenNamespaces,
  sharedQuota,
  unusedRules,
  extraRules,
  // exposure
  // secrets
  // objects
];
