import type { Secret } from 'kubernetes-types/core/v1.js';

import { base64 } from '../../data/base64.ts';
import type { Resolved } from '../../resolve/resolved.ts';
import { metadata } from '../metadata.ts';

/** Returns the Secret with the tokens that the document gives by value. */
export function tokenSecret(resolved: Resolved): Secret | undefined {
  const { secretName, byValue } = resolved.tokens;
  const tokens = Object.entries(byValue);
  if (tokens.length === 0) return undefined;
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: metadata(resolved, secretName, {
      namespace: resolved.metadata.namespace,
    }),
    type: 'Opaque',
    data: Object.fromEntries(tokens.map(([id, token]) => [id, base64(token)])),
  };
}
