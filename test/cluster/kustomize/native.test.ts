import { join } from 'node:path';
import { expect } from 'vitest';

import { buildNative } from '../../../scripts/build-native.ts';
import { project } from '../../support/kustomize.ts';
import { it } from '../support/test.ts';
import { applyBuilt, layersOf } from './layers.ts';

it('what the native function renders in place of that of Node runs a job', async ({
  start,
  onTestFinished,
}) => {
  const runner = await start({
    deploy: async (one) => {
      const path = project(layersOf(one, {}), onTestFinished);
      await buildNative(
        join(path, '../node_modules/gitlab-runner-manifests/kustomize-plugin/gitlab-runner-krm'),
      );
      return applyBuilt(path);
    },
  });
  expect((await runner.run({ script: ['cat hello.txt'] })).status).toBe('success');
});
