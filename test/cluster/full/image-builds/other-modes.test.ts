import { expect } from 'vitest';

import { it, needsOf } from './build-test.ts';
import { exampleJob, explained } from './published.ts';

const noDaemon = 'mkdir /.docker: permission denied';
const noVariables = "fuse: device not found, try 'modprobe fuse' first";

/** The mode of a runner, the mode that its job is written for, and what the job says of it. */
const mistakes = [
  ['dind', 'buildah', noVariables],
  ['dind-rootless', 'podman', noVariables],
  ['buildkit-rootless', 'dind', noDaemon],
  ['buildkit-rootless', 'buildah', noVariables],
  ['buildah', 'dind', noDaemon],
  ['buildah', 'buildkit-rootless', 'error mounting "proc" to rootfs at "/proc"'],
  ['podman', 'socket', noDaemon],
  ['socket', 'buildah', 'x509: certificate signed by unknown authority'],
  ['none', 'socket', 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock'],
] as const;

for (const [mode, other, message] of mistakes) {
  it(`${mode}: a job that is written for ${other} fails with what docs/image-builds explains`, async ({
    start,
    builder,
    registry,
    nodeDaemon,
  }) => {
    const runner = await start(builder(mode, needsOf(mode, nodeDaemon)));
    const job = await runner.run(exampleJob(other, registry.variables(`group/${mode}`)));
    expect(job).toMatchObject({ status: 'failed', failureReason: 'script_failure' });
    expect(job.trace).toContain(message);
    expect(explained('README')).toContain(message);
  });
}
