import { isWithin } from '../../data/directory.ts';
import { type Path, valueAt } from '../../data/path.ts';
import { onResolved } from '../rule.ts';

const LOG: Path = ['spec', 'config', 'experimental', 'usage_logger'];
/** Keys that name files, from the document on and from a runner entry on. */
const OF_DOCUMENT: readonly Path[] = [
  [...LOG, 'log_dir'],
  [...LOG, 'logrotate', 'log_dir'],
];
const OF_RUNNER: readonly Path[] = [
  ...['tls-ca-file', 'tls-cert-file', 'tls-key-file'].map((key) => [key]),
  ...['cert_file', 'key_file', 'ca_file'].map((key) => ['kubernetes', key]),
  ['cache', 'gcs', 'CredentialsFile'],
];

/** Files that config.toml names in the manager's container, where nothing is mounted. */
export const mountedFiles = onResolved(({ spec, runners, manager, find }) => {
  if (spec.manager.podPatch !== undefined) return;
  const mounts = manager.pod.spec!.containers[0]!.volumeMounts ?? [];
  const paths = runners.flatMap(({ path, entry }): Path[] => {
    const patches = entry.kubernetes.pod_spec ?? [];
    return [
      ...OF_RUNNER.map((keys) => [...path, ...keys]),
      ...patches.map((_, index) => [...path, 'kubernetes', 'pod_spec', index, 'patch_path']),
    ];
  });
  for (const path of [...OF_DOCUMENT, ...paths]) {
    const file = valueAt({ spec }, path);
    if (typeof file !== 'string' || mounts.some(({ mountPath }) => isWithin(file, mountPath))) continue;
    find(
      'FILE_NOT_MOUNTED',
      { path },
      `The manager's container has no volume at "${file}", so the runner finds nothing there.`,
      'Mount a ConfigMap or a Secret with `spec.manager.volumes` and `spec.manager.volumeMounts`.',
    );
  }
});
