import { isWithin } from '../../data/directory.ts';
import { type Path, valueAt } from '../../data/path.ts';
import { type At, onResolved, placesFrom } from '../rule.ts';

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
export const mountedFiles = onResolved(({ spec, runners, manager, at: from, find }) => {
  if (spec.manager.podPatch !== undefined) return;
  const mounts = manager.pod.spec!.containers[0]!.volumeMounts ?? [];
  const check = (within: object, keys: Path, at: At): void => {
    const file = valueAt(within, keys);
    if (typeof file !== 'string' || mounts.some(({ mountPath }) => isWithin(file, mountPath))) return;
    find(
      'FILE_NOT_MOUNTED',
      at(...keys),
      `The manager's container has no volume at "${file}", so the runner finds nothing there.`,
      'Mount a ConfigMap or a Secret with `spec.manager.volumes` and `spec.manager.volumeMounts`.',
    );
  };
  for (const keys of OF_DOCUMENT) check({ spec }, keys, from);
  for (const { path, entry } of runners) {
    const at = placesFrom(path);
    for (const keys of OF_RUNNER) check(entry, keys, at);
    entry.kubernetes.pod_spec?.forEach((_, index) => {
      check(entry, ['kubernetes', 'pod_spec', index, 'patch_path'], at);
    });
  }
});
