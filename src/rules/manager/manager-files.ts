import type { Path, Report } from '../../diagnostics/diagnostic.ts';
import type { ResolvedGitLabRunner } from '../../generated/resolved-types.ts';
import { managerVolumeMounts } from '../../resolve/manager-pod.ts';
import type { Resolved } from '../../resolve/resolve.ts';

interface FileKey {
  readonly path: Path;
  readonly file: string | undefined;
}

/** Files that config.toml names in the manager's container, where nothing is mounted. */
export function checkManagerFiles({ document }: Resolved, report: Report): void {
  const { manager } = document.spec;
  if (manager.podPatch !== undefined) return;
  const directories = [...managerVolumeMounts(document), ...(manager.volumeMounts ?? [])].map(
    ({ mountPath }) => mountPath,
  );
  for (const { path, file } of filesOf(document)) {
    if (file === undefined || directories.some((directory) => isBelow(file, directory))) continue;
    report({
      code: 'FILE_NOT_MOUNTED',
      severity: 'warning',
      message: `The manager's container has no volume at "${file}", so that the runner finds nothing there.`,
      path,
      help: 'Mount a ConfigMap or a Secret with `spec.manager.volumes` and `spec.manager.volumeMounts`.',
    });
  }
}

function filesOf({ spec }: ResolvedGitLabRunner): FileKey[] {
  const log = spec.config.experimental?.usage_logger;
  const logPath = ['spec', 'config', 'experimental', 'usage_logger'];
  return [
    { path: [...logPath, 'log_dir'], file: log?.log_dir },
    { path: [...logPath, 'logrotate', 'log_dir'], file: log?.logrotate?.log_dir },
    ...Object.entries(spec.runners).flatMap(([id, runner]): FileKey[] => {
      const path = ['spec', 'runners', id];
      const { kubernetes, cache } = runner;
      const tls = (['tls-ca-file', 'tls-cert-file', 'tls-key-file'] as const).map((key) => ({
        path: [...path, key],
        file: runner[key],
      }));
      const api = (['cert_file', 'key_file', 'ca_file'] as const).map((key) => ({
        path: [...path, 'kubernetes', key],
        file: kubernetes[key],
      }));
      const patches = (kubernetes.pod_spec ?? []).map(({ patch_path }, index) => ({
        path: [...path, 'kubernetes', 'pod_spec', index, 'patch_path'],
        file: patch_path,
      }));
      return [
        ...tls,
        ...api,
        ...patches,
        { path: [...path, 'cache', 'gcs', 'CredentialsFile'], file: cache?.gcs?.CredentialsFile },
      ];
    }),
  ];
}

function isBelow(file: string, directory: string): boolean {
  return file === directory || file.startsWith(directory.endsWith('/') ? directory : `${directory}/`);
}
