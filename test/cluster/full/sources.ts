import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { guides } from '../../docs/guides/pages.ts';
import { root } from '../../support/project.ts';

/** What the tests of most folders here rest on. */
const BUILDS = ['src/core/rbac', 'src/core/docker-builds', 'examples/checks', 'examples/gitlab-ci'];

/** What of jobs the API server is made to refuse. */
const FENCE = ['src/core/fence', 'src/core/resolve/job-pods.ts'];

/** What the tests of each folder here rest on, beside themselves, the runner and Kubernetes. */
const RESTS_ON: Readonly<Record<string, readonly string[]>> = {
  argocd: ['src/core/objects/delivery.ts', 'overlays/components/argocd'],
  diff: ['src/operate/diff'],
  doctor: ['src/operate/doctor', 'src/doors/cli/doctor'],
  fence: [...FENCE, 'src/core/objects/jobs/admission-policies.ts'],
  flux: ['src/core/objects/delivery.ts', 'overlays/components/flux'],
  guides: ['test/docs/guides'],
  'image-builds': [...BUILDS, ...FENCE],
  images: ['Dockerfile', '.dockerignore', 'scripts/image-context.ts'],
  kustomize: BUILDS,
  'network-policies': [
    'src/core/objects/jobs/network-policy.ts',
    'src/core/objects/manager/network-policy.ts',
    'src/core/objects/network-destination.ts',
    'src/core/resolve/network-ports.ts',
    'src/core/rules/exposure',
  ],
  operations: BUILDS,
  permissions: BUILDS,
};

/** What they rest on that is a part of files which also hold other things. */
const RESTS_ON_PARTS: Readonly<Record<string, () => unknown>> = {
  guides: () => guides.map(({ name, commands }) => [name, commands.map(({ text }) => text)]),
};

/** The folders of long tests. */
export const GROUPS: readonly string[] = Object.keys(RESTS_ON);

/** The folder of long tests that a file is in. */
export function groupOf(file: string): string {
  return file.split('/')[0]!;
}

/**
 * A hash of what the tests of a folder rest on: another one asks for another run. Where a file lies, and where what it
 * imports lies, is not a part of it.
 */
export function hashOfSources(group: string): string {
  const hash = createHash('sha256');
  const texts = [`test/cluster/full/${group}`, ...RESTS_ON[group]!]
    .flatMap(filesIn)
    .map((file) => withoutImports(readFileSync(join(root, file), 'utf8')));
  for (const text of texts.sort()) hash.update(text).update('\0');
  const parts = RESTS_ON_PARTS[group]?.();
  if (parts !== undefined) hash.update(JSON.stringify(parts));
  return hash.digest('hex');
}

function withoutImports(text: string): string {
  return text.replace(/^import\b[^;]*;\n+/gm, '').replace(/(?<=\b(?:from |import\())'[^']*'/g, "''");
}

/** A file, or all files of a folder. */
function filesIn(folder: string): readonly string[] {
  if (statSync(join(root, folder)).isFile()) return [folder];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length));
}
