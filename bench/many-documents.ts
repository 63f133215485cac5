import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { stringify } from 'yaml';

import type { GitLabRunner } from '../src/index.ts';
import type { Growth } from './in-process.ts';
import { middle, timeProcesses } from './processes.ts';
import { kustomize, type Workspace } from './workspace.ts';

/** Writes a kustomization of as many documents, each with a name and a namespace of its own. */
function writeMany(folder: string, document: GitLabRunner, count: number, executable: string): void {
  mkdirSync(folder, { recursive: true });
  const files = Array.from({ length: count }, (_, index) => `runner-${index}.yaml`);
  for (const [index, file] of files.entries()) {
    const name = `runner-${index}`;
    const annotations = {
      'config.kubernetes.io/function': `exec: {path: ${relative(folder, executable)}}`,
    };
    writeFileSync(
      join(folder, file),
      stringify({ ...document, metadata: { name, namespace: name, annotations } }),
    );
  }
  writeFileSync(
    join(folder, 'kustomization.yaml'),
    stringify({ apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', generators: files }),
  );
}

/** The time of one `kustomize build` with a function, for more and more documents: one process for each. */
export function manyDocuments(workspace: Workspace, executable: string, counts: readonly number[]): Growth[] {
  return counts.map((count) => {
    const folder = join(workspace.folder, 'many', basename(executable), String(count));
    writeMany(folder, workspace.document, count, executable);
    const program = { name: `${count} documents`, command: kustomize(folder), input: '/dev/null' };
    const [timing] = timeProcesses(workspace.timedRun, [program], count < 100 ? 5 : 1);
    return { count, milliseconds: middle(timing!, 'wall') };
  });
}
