import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { buildNative } from '../../../../scripts/build-native.ts';
import { directory, root } from '../../../support/project.ts';
import { layersOf } from '../../kustomize/layers.ts';
import type { Commit } from './argocd-test.ts';

/** The files of a repository whose layers stand on what it has of the package itself, with the native function. */
export const vendored: Commit = async (runner, atEnd) => {
  const files = Object.entries(layersOf(runner, {})).map(([name, text]) => [
    name,
    text
      .replaceAll('node_modules/gitlab-runner-manifests', 'vendor')
      .replaceAll('node_modules/.bin', 'vendor/kustomize-plugin'),
  ]);
  const folder = directory(Object.fromEntries(files), atEnd);
  cpSync(join(root, 'overlays'), join(folder, 'vendor/overlays'), { recursive: true });
  mkdirSync(join(folder, 'vendor/kustomize-plugin'));
  await buildNative(join(folder, 'vendor/kustomize-plugin/gitlab-runner-krm'));
  return folder;
};
