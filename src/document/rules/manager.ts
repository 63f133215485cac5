import type { Path, Report } from '../../diagnostics/diagnostic.ts';
import type { ResolvedGitLabRunner } from '../../generated/resolved-types.ts';
import {
  INIT_CONTAINER,
  MANAGER_CONTAINER,
  managerEnv,
  managerPorts,
  managerVolumeMounts,
  managerVolumes,
} from '../../resolve/manager-pod.ts';

/** Names and paths in the manager's pod that ours or another entry has already taken. */
export function checkManager(document: ResolvedGitLabRunner, report: Report): void {
  const { manager, config } = document.spec;
  const own = {
    volumes: managerVolumes(document, { kind: 'ConfigMap', name: '' }).map(({ name }) => name),
    volumeMounts: managerVolumeMounts(document).map(({ mountPath }) => mountPath),
    env: managerEnv(document).map(({ name }) => name),
    ports: managerPorts(document).map(({ name }) => name!),
    containers: [MANAGER_CONTAINER, INIT_CONTAINER],
  };
  const path = ['spec', 'manager'];
  const { initContainers = [], containers = [] } = manager;
  const unique = uniqueness(report);
  unique('volume', own.volumes, manager.volumes ?? [], 'name', [...path, 'volumes']);
  unique('mount path', own.volumeMounts, manager.volumeMounts ?? [], 'mountPath', [...path, 'volumeMounts']);
  unique('variable', own.env, manager.env ?? [], 'name', [...path, 'env']);
  unique('port', own.ports, manager.ports ?? [], 'name', [...path, 'ports']);
  unique('container', own.containers, initContainers, 'name', [...path, 'initContainers']);
  unique('container', [...own.containers, ...initContainers.map(({ name }) => name)], containers, 'name', [
    ...path,
    'containers',
  ]);

  if (/^(localhost|127\.|\[?::1\]?:)/.test(config.listen_address)) {
    report({
      code: 'LISTENS_ON_LOOPBACK',
      severity: 'error',
      message: `With listen_address "${config.listen_address}" the kubelet cannot reach the manager's port, and its probes fail.`,
      path: ['spec', 'config', 'listen_address'],
      suggestion: config.listen_address.replace(/^.*(?=:)/, ''),
      help: 'Leave the host out. `spec.networkPolicy` keeps others away from the port.',
    });
  }
}

function uniqueness(report: Report) {
  return <Key extends string>(
    what: string,
    own: readonly string[],
    entries: readonly { readonly [key in Key]?: string }[],
    key: Key,
    path: Path,
  ): void => {
    const seen = new Set<string>();
    entries.forEach((entry, index) => {
      const value = entry[key];
      if (value === undefined) return;
      if (own.includes(value) || seen.has(value)) {
        report({
          code: 'NAME_TAKEN',
          severity: 'error',
          message: `The ${what} "${value}" is taken by ${seen.has(value) ? 'another entry' : 'the manager itself'}.`,
          path: [...path, index, key],
          help: 'Use another one.',
        });
      }
      seen.add(value);
    });
  };
}
