import { compile } from './compile.ts';
import type { Result } from './diagnostics/result.ts';
import { RunnerConfigError } from './error.ts';
import type { GitLabRunner } from './generated/types.ts';
import {
  clusterPermissions,
  namespacePermissions,
  type Permission,
  rulesAsPermissions,
} from './rbac/permissions.ts';
import type { Resolved } from './resolve/resolve.ts';

/** The permissions of a document along with the warnings about it, or what is wrong with it. */
export type Permissions = Result<{ readonly permissions: readonly Permission[] }>;

/** Returns what the manager may do, where and why, or what is wrong with the document. Never throws. */
export function permissionsOf(config: unknown): Permissions {
  const compiled = compile(config);
  if (!compiled.ok) return compiled;
  return { ok: true, permissions: permissions(compiled.resolved), diagnostics: compiled.diagnostics };
}

/**
 * Returns what the rendered Roles let the manager do, where and why: the job namespaces by name, then the
 * cluster. It is empty where `rbac.create` is off.
 *
 * @throws RunnerConfigError with all findings, if the document has errors.
 */
export function listPermissions(config: GitLabRunner): readonly Permission[] {
  const result = permissionsOf(config);
  if (!result.ok) throw new RunnerConfigError(result.diagnostics);
  return result.permissions;
}

function permissions(resolved: Resolved): Permission[] {
  const { create, extraRules = [], extraClusterRules = [] } = resolved.spec.rbac;
  if (!create) return [];
  return [
    ...resolved.jobNamespaces.flatMap(({ name, sections }) => [
      ...namespacePermissions(resolved, name, sections),
      ...rulesAsPermissions(extraRules, 'spec.rbac.extraRules asks for it').map((permission) => ({
        namespace: name,
        ...permission,
      })),
    ]),
    ...clusterPermissions(resolved),
    ...rulesAsPermissions(extraClusterRules, 'spec.rbac.extraClusterRules asks for it'),
  ];
}
