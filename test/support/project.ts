import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** The root of this project. */
export const root: string = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Makes a directory with these files for the running test, which removes it at its end.
 *
 * @param atEnd the test's own hook, where several run side by side.
 */
export function directory(
  files: Readonly<Record<string, string>>,
  atEnd: (remove: () => void) => void = onTestFinished,
): string {
  const path = mkdtempSync(join(tmpdir(), 'gitlab-runner-manifests-'));
  atEnd(() => rmSync(path, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return path;
}

/** Puts the built package into the `node_modules` of a directory, as an installation would. */
export function installInto(path: string): void {
  const modules = join(path, 'node_modules');
  const target = join(modules, 'gitlab-runner-manifests');
  for (const part of ['package.json', 'overlays', 'kustomize-plugin', 'schemas']) {
    cpSync(join(root, part), join(target, part), { recursive: true });
  }
  mkdirSync(join(modules, '.bin'));
  symlinkSync(
    '../gitlab-runner-manifests/kustomize-plugin/gitlab-runner-krm',
    join(modules, '.bin/gitlab-runner-krm'),
  );
}
