import { expect } from 'vitest';

import { asItIs, through } from '../../kustomize/layers.ts';
import { images } from '../../support/images.ts';
import { it } from '../../support/test.ts';

const script = ['cat hello.txt'];

it('overlays/docker-builds with a URL and a namespace runs a job beside a daemon', async ({
  gitlab,
  start,
  onTestFinished,
}) => {
  const runner = await start(asItIs('docker-builds', gitlab, onTestFinished));
  const job = await runner.run({ image: images.alpine, script });
  expect(job).toMatchObject({ status: 'success' });
});

it.for(['docker-dind', 'docker-dind-rootless'])(
  'the component %s is applied, and a job runs beside a daemon',
  async (name, { start, onTestFinished }) => {
    const runner = await start({ deploy: through(() => ({ components: [name] }), onTestFinished) });
    expect(await runner.run({ script })).toMatchObject({ status: 'success' });
  },
);
