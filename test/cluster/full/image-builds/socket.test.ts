import { expect } from 'vitest';

import { it } from './build-test.ts';
import { exampleJob, explained, socketAt } from './published.ts';

it('socket: on a node without a daemon a directory takes the place of the socket, and the first command fails', async ({
  start,
  builder,
  nodeFolder,
}) => {
  const untyped = JSON.parse(
    JSON.stringify(socketAt(`${nodeFolder.path}/docker.sock`)).replace(', type: Socket', ''),
  ) as object;
  const runner = await start(builder('socket', untyped));
  const job = await runner.run({
    image: exampleJob('socket', {}).image!,
    script: ['if [ -d /var/run/docker.sock ]; then echo "a directory"; fi', 'docker version'],
  });
  expect(job).toMatchObject({ status: 'failed', failureReason: 'script_failure' });
  expect(job.trace).toContain('\na directory\n');
  const message = 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock';
  expect(job.trace).toContain(message);
  expect(explained('socket')).toContain(message);
});

it('socket: on a node without a daemon a volume with a type makes jobs wait until the timeout, and say why', async ({
  start,
  builder,
  nodeFolder,
}) => {
  const socket = `${nodeFolder.path}/docker.sock`;
  const runner = await start({
    ...builder('socket', socketAt(socket)),
    runner: { kubernetes: { poll_timeout: 30 } },
  });
  const job = await runner.run({ image: exampleJob('socket', {}).image!, script: ['docker version'] }, 300);
  expect(job).toMatchObject({ status: 'failed', failureReason: 'runner_system_failure' });
  expect(job.trace).toContain(`hostPath type check failed: ${socket} is not a socket file`);
});
