import { image } from './manager/image.ts';
import type { Rule } from './rule.ts';
import { apiServer } from './runner/api-server.ts';
import { cache } from './runner/cache.ts';
import { namespacePerJob, overwrites } from './runner/overwrites.ts';

/** Every rule, in the order in which they look. */
export const rules: readonly Rule[] = [
  // runner
  cache,
  apiServer,
  overwrites,
  namespacePerJob,
  // manager
  image,
  // image builds
  // namespaces
  // exposure
  // secrets
  // objects
];
