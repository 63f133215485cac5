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
import type { Resolved } from '../../resolve/resolve.ts';

/** Names and paths in the manager's pod that ours or another entry has already taken, and what it cannot work with. */
export function checkManager({ document }: Resolved, report: Report): void {
  const { manager } = document.spec;
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

  checkVariables(document, report);
  checkAccountToken(document, report);
}

/** Variables that the manager reads as if they were flags, with what takes their place. */
const FLAGS: Readonly<Record<string, string>> = {
  CONFIG_FILE: 'Take it out: the manager reads the config.toml that comes from the document.',
  LISTEN_ADDRESS: 'Set `spec.config.listen_address`.',
};

function checkVariables({ spec }: ResolvedGitLabRunner, report: Report): void {
  spec.manager.env?.forEach(({ name }, index) => {
    if (!Object.hasOwn(FLAGS, name)) return;
    report({
      code: 'REFUSED_VALUE',
      severity: 'error',
      message: `The manager reads ${name} as a flag, which wins over what the document says and what its pod is made for.`,
      path: ['spec', 'manager', 'env', index, 'name'],
      help: FLAGS[name]!,
    });
  });
}

/** Where pods find the token of their ServiceAccount, unless they mount one there themselves. */
const ACCOUNT_DIRECTORY = '/var/run/secrets/kubernetes.io/serviceaccount';

function checkAccountToken({ spec }: ResolvedGitLabRunner, report: Report): void {
  const { automountServiceAccountToken, volumeMounts = [] } = spec.manager;
  const local = Object.entries(spec.runners).find(([, { kubernetes }]) => !kubernetes.host);
  if (automountServiceAccountToken || local === undefined) return;
  if (volumeMounts.some(({ mountPath }) => mountPath.replace(/\/$/, '') === ACCOUNT_DIRECTORY)) return;
  report({
    code: 'CONTRADICTION',
    severity: 'error',
    message: `Runner "${local[0]}" runs jobs in the manager's own cluster, and without the token of its ServiceAccount the manager can create no pods.`,
    path: ['spec', 'manager', 'automountServiceAccountToken'],
    help: `Take the key out, or mount a token at ${ACCOUNT_DIRECTORY}.`,
  });
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
