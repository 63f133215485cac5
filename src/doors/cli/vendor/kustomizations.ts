import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

import { kustomizationIn } from '../kustomize.ts';

/** Returns the repository around a directory, or where there is none, the directory above it. */
export function around(directory: string): string {
  return shortest(repositoryOf(resolve(directory)) ?? dirname(resolve(directory)));
}

/**
 * Returns the directories with a kustomization in a directory and below it. What is hidden or in node_modules is left
 * out, and links are not followed.
 */
export function kustomizationsIn(directory: string): readonly string[] {
  const found: string[] = [];
  const visit = (folder: string): void => {
    if (kustomizationIn(folder) !== undefined) found.push(shortest(folder));
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const isLeftOut = entry.name.startsWith('.') || entry.name === 'node_modules';
      if (entry.isDirectory() && !isLeftOut) visit(join(folder, entry.name));
    }
  };
  visit(resolve(directory));
  return found.toSorted();
}

function shortest(path: string): string {
  return relative('', path) || '.';
}

function repositoryOf(directory: string): string | undefined {
  for (let at = directory; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}
