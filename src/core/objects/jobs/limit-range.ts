import type { LimitRange } from 'kubernetes-types/core/v1.js';

import type { JobNamespace } from '../../resolve/job-namespaces.ts';
import type { Resolved } from '../../resolve/resolved.ts';
import { metadata } from '../metadata.ts';

/** Returns the LimitRange of a job namespace. */
export function limitRange(
  resolved: Resolved,
  { name: namespace, options }: JobNamespace,
): LimitRange | undefined {
  if (!options.limitRange) return undefined;
  return {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: metadata(resolved, `${resolved.metadata.name}-jobs`, { namespace }),
    spec: options.limitRange,
  };
}
