import type { ConfigMap } from 'kubernetes-types/core/v1.js';

import { CONFIG_FILE } from '../../docker-builds/docker-daemon.ts';
import type { Resolved } from '../../resolve/resolved.ts';
import { metadata } from '../metadata.ts';

/** Returns the ConfigMaps with configuration files of Docker daemons, in each namespace in which their pods run. */
export function daemonConfigs(resolved: Resolved): ConfigMap[] {
  return resolved.jobNamespaces.flatMap(({ name: namespace, runners }) => {
    const files = runners.flatMap(({ build }) => build.daemonConfig ?? []);
    const texts = new Map(files.map(({ name, text }) => [name, text]));
    return [...texts].map(([name, text]) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metadata(resolved, name, { namespace }),
      data: { [CONFIG_FILE]: text },
    }));
  });
}
