import { image } from './manager/image.ts';
import type { Rule } from './rule.ts';
import { affinity } from './runner/affinity.ts';
import { apiServer } from './runner/api-server.ts';
import { autoscaler } from './runner/autoscaler.ts';
import { cache } from './runner/cache.ts';
import { helperImage } from './runner/helper-image.ts';
import { jobPods, podLabels } from './runner/job-pods.ts';
import { jobVolumeNames, jobVolumePaths, mountPropagation } from './runner/job-volumes.ts';
import { namespacePerJob, overwrites } from './runner/overwrites.ts';
import { podSpec } from './runner/pod-spec.ts';
import { polling } from './runner/polling.ts';

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
  jobPods,
  polling,
  helperImage,
  podLabels,
  affinity,
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
