import { image } from './manager/image.ts';
import type { Rule } from './rule.ts';
import { apiServer } from './runner/api-server.ts';
import { autoscaler } from './runner/autoscaler.ts';
import { cache } from './runner/cache.ts';
import { jobVolumeNames, jobVolumePaths, mountPropagation } from './runner/job-volumes.ts';
import { namespacePerJob, overwrites } from './runner/overwrites.ts';
import { podSpec } from './runner/pod-spec.ts';

/** Every rule, in the order in which they look. */
export const rules: readonly Rule[] = [
  // runner
  cache,
  apiServer,
  overwrites,
  namespacePerJob,
  jobVolumeNames,
  jobVolumePaths,
  mountPropagation,
  podSpec,
  autoscaler,
  // manager
  image,
  // image builds
  // namespaces
  // exposure
  // secrets
  // objects
];
