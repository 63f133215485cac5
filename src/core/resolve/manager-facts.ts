import type { Permission } from '../rbac/permissions.ts';
import type { ManagerRole } from '../rbac/roles.ts';
import type { BaseFacts } from './base-facts.ts';
import type { ConfigFile } from './config-file.ts';
import type { JobNamespace } from './job-namespaces.ts';

/** The facts that the manager's pod depends on. */
export interface ManagerFacts extends BaseFacts {
  /** What the settings let the manager do on the whole cluster: only what no Role can grant. */
  readonly clusterPermissions: readonly Permission[];
  /** The manager's ClusterRole; `undefined` where none is rendered. */
  readonly clusterRole: ManagerRole | undefined;
  /** The namespaces of job pods, by name. */
  readonly jobNamespaces: readonly JobNamespace[];
  readonly config: ConfigFile;
}
