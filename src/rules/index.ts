import { hostsOfJobs, proxyOfManager } from './exposure/cut-off-hosts.ts';
import { loopback, samePort } from './exposure/listening.ts';
import { metrics } from './exposure/metrics.ts';
import { deniedCidrs, metricsOpenToJobs, peers } from './exposure/network-policies.ts';
import { services } from './exposure/services.ts';
import { sessionAddress, sessionPort, sessionReplicas, sessionServer } from './exposure/sessions.ts';
import { image } from './manager/image.ts';
import { extraObjects } from './objects/extra-objects.ts';
import { podSecurity } from './objects/pod-security.ts';
import { references } from './objects/references.ts';
import { sizes } from './objects/sizes.ts';
import type { Rule } from './rule.ts';
import { apiServer } from './runner/api-server.ts';
import { cache } from './runner/cache.ts';

/** Every rule, in the order in which they look. */
export const rules: readonly Rule[] = [
  // runner
  apiServer,
  cache,
  // manager
  image,
  // image builds
  // namespaces
  // exposure
  loopback,
  samePort,
  sessionServer,
  sessionReplicas,
  sessionPort,
  services,
  sessionAddress,
  metrics,
  peers,
  metricsOpenToJobs,
  deniedCidrs,
  hostsOfJobs,
  proxyOfManager,
  // secrets
  // objects
  podSecurity,
  extraObjects,
  references,
  sizes,
];
