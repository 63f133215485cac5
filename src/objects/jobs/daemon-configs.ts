import type { ConfigMap } from 'kubernetes-types/core/v1.js';

import { daemonConfigFile } from '../../docker-builds/daemon-config.ts';
import { CONFIG_FILE } from '../../docker-builds/docker-daemon.ts';
import { buildOptions } from '../../docker-builds/index.ts';
import type { Resolved } from '../../resolve/resolve.ts';
import { metadata } from '../metadata.ts';

/** Returns the ConfigMaps with configuration files of Docker daemons, in each namespace in which their pods run. */
export function daemonConfigs(resolved: Resolved): ConfigMap[] {
  const { document, model, spec, jobNamespaces } = resolved;
  const files = new Map(
    Object.entries(spec.runners).map(([id, runner]) => [
      model.runners[id]!,
      daemonConfigFile(resolved.metadata.name, buildOptions(document, runner)),
    ]),
  );
  return jobNamespaces.flatMap(({ name: namespace, sections }) => {
    const texts = new Map<string, string>();
    for (const section of sections) {
      const file = files.get(section);
      if (file !== undefined) texts.set(file.name, file.text);
    }
    return [...texts].map(([name, text]) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metadata(resolved, name, { namespace }),
      data: { [CONFIG_FILE]: text },
    }));
  });
}
