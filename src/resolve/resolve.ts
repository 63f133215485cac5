import type { ResolvedGitLabRunner } from '../generated/resolved-types.ts';
import { clusterPermissions } from '../rbac/permissions.ts';
import { configFile } from './config-file.ts';
import { jobNamespaces } from './job-namespaces.ts';
import { recommendedLabels, selectorLabels } from './labels.ts';
import { resolveManager } from './manager/manager.ts';
import { loosest, podSecurityLevel } from './pod-security.ts';
import type { Resolved } from './resolved.ts';
import { resolveRunners } from './runners.ts';
import { jobServiceAccountName } from './service-accounts.ts';
import { resolveSessions } from './sessions.ts';
import { resolveTokens } from './tokens.ts';

/** Returns what a checked document comes to. */
export function resolve(document: ResolvedGitLabRunner): Resolved {
  const { metadata, spec } = document;
  const sessions = resolveSessions(document);
  const tokens = resolveTokens(document);
  const runners = resolveRunners(document);
  const config = configFile(document, runners, sessions);
  const manager = resolveManager(document, runners, config, sessions, tokens);
  const facts = {
    version: spec.version,
    permissions: spec.rbac.permissions,
    servesSessions: sessions.port !== undefined,
  };
  const namespaces = jobNamespaces(document, runners, facts);
  const beside = namespaces.find(({ isManagers }) => isManagers);
  return {
    metadata,
    spec,
    labels: recommendedLabels(document),
    selector: selectorLabels(document),
    config,
    runners,
    tokens,
    manager,
    sessions,
    jobNamespaces: namespaces,
    jobServiceAccount: jobServiceAccountName(document),
    podSecurityLevel: loosest(podSecurityLevel(manager.pod), beside?.podSecurityLevel ?? 'restricted'),
    clusterPermissions: clusterPermissions(runners, facts),
  };
}
