import type { ResourceQuota } from 'kubernetes-types/core/v1.js';

import type { JobNamespace } from '../../resolve/job-namespaces.ts';
import type { Resolved } from '../../resolve/resolved.ts';
import { metadata } from '../metadata.ts';

/** Returns the ResourceQuota of a job namespace. */
export function resourceQuota(
  resolved: Resolved,
  { name: namespace, options }: JobNamespace,
): ResourceQuota | undefined {
  if (!options.resourceQuota) return undefined;
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: metadata(resolved, `${resolved.metadata.name}-jobs`, { namespace }),
    spec: options.resourceQuota,
  };
}
