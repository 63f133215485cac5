import type { ConfigMap, Secret } from 'kubernetes-types/core/v1.js';

import { base64 } from '../../data/base64.ts';
import type { Resolved } from '../../resolve/resolved.ts';
import { metadata } from '../metadata.ts';

/** Returns the object that carries config.toml: a Secret where the file holds a credential, a ConfigMap otherwise. */
export function config(resolved: Resolved): ConfigMap | Secret {
  const { kind, name, toml } = resolved.config;
  const { namespace } = resolved.metadata;
  return kind === 'Secret'
    ? {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: metadata(resolved, name, { namespace }),
        type: 'Opaque',
        data: { 'config.toml': base64(toml) },
      }
    : {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: metadata(resolved, name, { namespace }),
        data: { 'config.toml': toml },
      };
}
