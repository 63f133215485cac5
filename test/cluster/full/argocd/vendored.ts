import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { buildNative } from '../../../../scripts/build-native.ts';
import { cli } from '../../../support/cli.ts';
import { directory } from '../../../support/project.ts';
import { layersOf } from '../../kustomize/layers.ts';
import type { Commit } from './argocd-test.ts';

/** The files of a repository whose layers stand on what `vendor` has put there, with the native function. */
export const vendored: Commit = async (runner, atEnd) => {
  const files = Object.entries(layersOf(runner, { components: ['argocd'] })).map(([name, text]) => [
    name,
    text
      .replaceAll('node_modules/gitlab-runner-manifests', 'vendor')
      .replaceAll('node_modules/.bin', 'vendor/kustomize-plugin'),
  ]);
  const folder = directory(Object.fromEntries(files), atEnd);
  const native = join(directory({}, atEnd), 'gitlab-runner-krm');
  await buildNative(native);
  const sum = createHash('sha256').update(readFileSync(native)).digest('hex');
  const { exitCode, stderr } = await cli([
    'vendor',
    join(folder, 'vendor'),
    ...['--native', native, '--sha256', sum],
  ]);
  if (exitCode !== 0) throw new Error(stderr);
  return folder;
};
