import { image } from './manager/image.ts';
import type { Rule } from './rule.ts';
import { apiServer } from './runner/api-server.ts';
import { bootVerify } from './runner/boot-verify.ts';
import { cache } from './runner/cache.ts';
import { concurrency, limit } from './runner/concurrency.ts';
import { labels } from './runner/labels.ts';
import { pullPolicies, pullSecrets } from './runner/pull-policies.ts';
import { releases } from './runner/releases.ts';
import { amounts, volumeSizes } from './runner/resources.ts';
import {
  capabilityLists,
  droppedCapabilities,
  escalation,
  rootUser,
  securityProfiles,
} from './runner/security-contexts.ts';
import { suspension, suspensionOff } from './runner/suspension.ts';
import { url, urlVariables } from './runner/url.ts';
import { cacheCredentials } from './secrets/cache-credentials.ts';
import { certificates } from './secrets/certificates.ts';
import { secretsInConfig } from './secrets/secrets-in-config.ts';
import { tokens } from './secrets/tokens.ts';

/** Every rule, in the order in which they look. */
export const rules: readonly Rule[] = [
  // runner
  releases,
  concurrency,
  limit,
  url,
  urlVariables,
  labels,
  bootVerify,
  suspension,
  suspensionOff,
  apiServer,
  cache,
  pullPolicies,
  pullSecrets,
  amounts,
  volumeSizes,
  capabilityLists,
  securityProfiles,
  droppedCapabilities,
  rootUser,
  escalation,
  // manager
  image,
  // image builds
  // namespaces
  // exposure
  // secrets
  tokens,
  cacheCredentials,
  certificates,
  secretsInConfig,
  // objects
];
