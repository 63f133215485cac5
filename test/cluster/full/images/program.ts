import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { basename, join } from 'node:path';

import { root } from '../../../support/project.ts';

/** Where the cluster of CI has programs that are not on the PATH. */
const CLUSTER = process.env.CLUSTER_DIR ?? join(root, '../shared/cluster');

/** The path of a program: on the PATH, or unpacked into a folder from the cluster's. */
export function program(packed: string, folder: string): string {
  const name = basename(packed);
  const found = spawnSync('sh', ['-c', 'command -v "$0"', name], { encoding: 'utf8' }).stdout.trim();
  if (found !== '') return found;
  const file = join(folder, name);
  execFileSync('sh', ['-ec', 'xz -dc "$0" > "$1"', join(CLUSTER, `${packed}.xz`), file]);
  chmodSync(file, 0o755);
  return file;
}
