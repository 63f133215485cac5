import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../../support/project.ts';

/** What the tests of this folder rest on, beside the runner and Kubernetes. */
const FOLDERS = [
  'src/rbac',
  'src/docker-builds',
  'src/diff',
  'src/doctor',
  'examples/checks',
  'examples/gitlab-ci',
  'test/cluster/full',
];

/** Where a run of all tests of this folder is written down. */
export const RESULT = 'test/cluster/full/result.json';

/** A hash of what the tests of this folder rest on: another one asks for another run. */
export function hashOfSources(): string {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length)),
  ).filter((file) => file !== RESULT);
  const hash = createHash('sha256');
  for (const file of files.sort())
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex');
}
