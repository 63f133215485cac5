import type { ConfigMap } from 'kubernetes-types/core/v1.js';

import { daemonConfigFile } from '../docker-builds/daemon-config.ts';
import { CONFIG_FILE } from '../docker-builds/docker-daemon.ts';
import { buildOptions } from '../docker-builds/index.ts';
import type { JobNamespace } from '../resolve/job-namespaces.ts';
import type { Resolved } from '../resolve/resolve.ts';
import { metadata } from './metadata.ts';

/** Returns the ConfigMaps with configuration files of Docker daemons whose pods run in a job namespace. */
export function daemonConfigs(resolved: Resolved, { name: namespace, sections }: JobNamespace): ConfigMap[] {
  const { document, model, spec } = resolved;
  const texts = new Map<string, string>();
  for (const [id, runner] of Object.entries(spec.runners)) {
    const file = daemonConfigFile(resolved.metadata.name, buildOptions(document, runner));
    if (file !== undefined && sections.includes(model.runners[id]!)) texts.set(file.name, file.text);
  }
  return [...texts].map(([name, text]) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadata(resolved, name, { namespace }),
    data: { [CONFIG_FILE]: text },
  }));
}
