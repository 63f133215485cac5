import { parse as parseToml } from 'smol-toml';
import { expect, it } from 'vitest';

import { type GitLabRunner, renderConfigToml } from '../../src/index.ts';
import { documentWith } from '../support/rendered.ts';

const entry = (name: string, mount_path: string): object => ({ name, mount_path });

it('mounts a claim at the paths of the block and of the runner', () => {
  const document = documentWith(
    {},
    {
      limit: 1,
      dockerBuilds: { mode: 'buildah', storage: { persistentVolumeClaim: { claimName: 'disk' } } },
      kubernetes: { volumes: { pvc: [entry('disk', '/data')] } },
    },
  );
  const { runners } = parseToml(renderConfigToml(document as GitLabRunner)) as unknown as {
    runners: { kubernetes: { volumes: { pvc: { name: string; mount_path: string }[] } } }[];
  };
  expect(runners[0]!.kubernetes.volumes.pvc).toEqual([
    { name: 'disk', mount_path: expect.not.stringMatching('/data') as string },
    entry('disk', '/data'),
  ]);
});
