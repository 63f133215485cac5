import type { Permission } from '../rbac/permissions.ts';
import type { BaseFacts } from './base-facts.ts';
import type { ConfigFile } from './config-file.ts';
import type { JobNamespace } from './job-namespaces.ts';
import type { Manager } from './manager/manager.ts';

/** What a document comes to: every fact that builders of objects and rules read, worked out once. */
export interface Resolved extends BaseFacts {
  readonly config: ConfigFile;
  readonly manager: Manager;
  /** The namespaces of job pods, by name. */
  readonly jobNamespaces: readonly JobNamespace[];
  /** What the settings let the manager do on the whole cluster: only what no Role can grant. */
  readonly clusterPermissions: readonly Permission[];
}
