import { credentialsInClear } from '../credentials/in-clear.ts';
import type { CheckedGitLabRunner } from '../generated/checked-types.ts';
import { clusterPermissions } from '../rbac/permissions.ts';
import { clusterRole } from '../rbac/roles.ts';
import type { BaseFacts } from './base-facts.ts';
import { configFile } from './config-file.ts';
import { jobNamespaces } from './job-namespaces.ts';
import { recommendedLabels, selectorLabels } from './labels.ts';
import { resolveManager } from './manager/manager.ts';
import type { ManagerFacts } from './manager-facts.ts';
import type { Resolved } from './resolved.ts';
import { resolveRunners } from './runners.ts';
import { jobServiceAccountName } from './service-accounts.ts';
import { resolveSessions } from './sessions.ts';
import { resolveTokens } from './tokens.ts';

/** Returns all facts about a checked document. Facts that depend on others get those that are there by then. */
export function resolve(document: CheckedGitLabRunner): Resolved {
  const { metadata, spec } = document;
  const facts: BaseFacts = {
    metadata,
    spec,
    labels: recommendedLabels(document),
    selector: selectorLabels(document),
    jobServiceAccount: jobServiceAccountName(document),
    sessions: resolveSessions(document),
    tokens: resolveTokens(document),
    credentials: credentialsInClear({ metadata, spec }),
    runners: resolveRunners(document),
  };
  const permissions = clusterPermissions(facts);
  const resolved: ManagerFacts = {
    ...facts,
    clusterPermissions: permissions,
    clusterRole: clusterRole(facts, permissions),
    jobNamespaces: jobNamespaces(facts),
    config: configFile(facts),
  };
  return { ...resolved, manager: resolveManager(resolved) };
}
