import { describe, expect } from 'vitest';

import { kubectl, shell } from '../support/kubectl.ts';
import type { Pod, Runner } from '../support/runner.ts';
import { it } from '../support/test.ts';
import { until } from '../support/until.ts';
import { busy, expectHandover, expectSuccess } from './busy.ts';
import { commandsWith } from './commands.ts';

/** Puts a text into the Secret and restarts the manager, as docs/operations.md says, but with whatever is around it. */
async function rotate(runner: Runner, text: string): Promise<void> {
  const [read = '', ...commands] = commandsWith('kubectl create secret', runner).split('\n');
  expect(read).toMatch(/^read -rs RUNNER_TOKEN/);
  await shell(commands.join('\n'), { env: { RUNNER_TOKEN: text } });
}

const isReady = ({ status: { conditions = [] } }: Pod): boolean =>
  conditions.some(({ type, status }) => type === 'Ready' && status === 'True');

/** Waits until the log of the managers says something. */
const logSays = (runner: Runner, text: string | RegExp): Promise<unknown> =>
  until(`the log says ${text}`, async () => new RegExp(text).test(await runner.log()));

/** Waits for the states of the containers that a pod of managers starts with. */
const waitsWith = (runner: Runner, reason: string): Promise<Pod> =>
  until(`a pod waits with ${reason}`, async () =>
    (await runner.managers()).find(({ status: { initContainerStatuses = [] } }) =>
      initContainerStatuses.some(({ state }) =>
        Object.values(state).some((one) => one.reason?.includes(reason)),
      ),
    ),
  );

describe.concurrent('Rotate a token', () => {
  it('a new token and a restart, and the job that runs ends well', async ({ start, gitlab }) => {
    const before = await busy(await start());
    const { runner } = before;
    const old = runner.token;
    runner.token = gitlab.resetToken(old);
    await until('the old token is refused', () =>
      gitlab.requestsForJobs(old).some(({ status }) => status === 403),
    );
    await rotate(runner, runner.token);
    await expectHandover(before);
  });

  it('a token with a line break keeps the new pod from starting, and the old manager goes on', async ({
    start,
  }) => {
    const { runner, job, manager } = await busy(await start());
    await rotate(runner, `${runner.token}\n`);
    await waitsWith(runner, 'Error');
    expect(await runner.run({ script: ['cat hello.txt'] })).toMatchObject({
      status: 'success',
      manager: job.manager,
    });
    const old = (await runner.managers()).find(({ metadata }) => metadata.uid === manager.metadata.uid);
    expect(old!.metadata.deletionTimestamp).toBeUndefined();
    await expectSuccess({ runner, job });
  });
});

describe.concurrent('Token has a line break', () => {
  for (const [what, around] of Object.entries({
    'a line break': (token: string) => `${token}\n`,
    'a blank': (token: string) => ` ${token}`,
    nothing: () => '',
  })) {
    it(`with ${what} in the Secret the pod tells so, and starts when it is written anew`, async ({
      apply,
      gitlab,
    }) => {
      const token = gitlab.newRunner();
      const runner = await apply({ token: around(token) });
      const { metadata } = await waitsWith(runner, 'Error');
      const says = `RUNNER_TOKEN_DEFAULT: the Secret has no token, or a blank or line break with it`;
      expect(await kubectl(['describe', 'pod', metadata.name, `-n=${runner.namespace}`])).toContain(says);
      await runner.putToken(token);
      await runner.asked();
      expect((await runner.managers()).map((pod) => pod.metadata.uid)).toEqual([metadata.uid]);
    });
  }
});

describe.concurrent('Secret is missing', () => {
  it('without the Secret the pod waits, and starts by itself when that is made', async ({ apply }) => {
    const runner = await apply({ hasSecret: false });
    const pod = await waitsWith(runner, 'CreateContainerConfigError');
    await runner.putToken(runner.token);
    await runner.asked();
    expect(await runner.run({ script: ['cat hello.txt'] })).toMatchObject({ status: 'success' });
    expect((await runner.managers()).map(({ metadata }) => metadata.uid)).toEqual([pod.metadata.uid]);
  });
});

describe.concurrent('GitLab refuses the token', () => {
  it('a token that GitLab does not know is tried three times, and the pod is Ready all the same', async ({
    apply,
  }) => {
    const runner = await apply({ token: 'glrt-EXAMPLE' });
    await logSays(runner, 'is unhealthy and will be disabled for 1h0m0s');
    expect((await runner.log()).match(/Checking for jobs\.\.\. forbidden/g)).toHaveLength(3);
    const [manager] = await until('the manager is ready', async () => {
      const managers = await runner.managers();
      return managers.every(isReady) && managers;
    });
    expect(manager!.status.containerStatuses![0]!.restartCount).toBe(0);
  });
});

describe.concurrent('GitLab is not reached', () => {
  it('a manager that does not reach GitLab says why, and is Ready all the same', async ({ apply }) => {
    const runner = await apply({ runner: { url: 'http://127.0.0.1:9' } });
    await logSays(runner, /Checking for jobs\.\.\. failed[^\n]*connection refused/);
    await until('the manager is ready', async () => (await runner.managers()).every(isReady));
  });

  it('a name that nobody knows is told', async ({ apply }) => {
    const runner = await apply({ runner: { url: 'http://gitlab.invalid' } });
    await logSays(runner, /Checking for jobs\.\.\. failed[^\n]*(no such host|lookup gitlab\.invalid)/);
  });
});

describe.concurrent('Quota exceeded', () => {
  it('a quota of someone else without room fails the job', async ({ start }) => {
    const runner = await start({
      objects: (namespace) => [
        {
          apiVersion: 'v1',
          kind: 'ResourceQuota',
          metadata: { name: 'pods', namespace },
          spec: { hard: { pods: '1' } },
        },
      ],
    });
    const job = await runner.run({ script: ['cat hello.txt'] });
    expect(job).toMatchObject({ status: 'failed', failureReason: 'runner_system_failure' });
    expect(job.trace).toMatch(/Job failed \(system failure\): .*exceeded quota/);
  });
});

describe.concurrent('Manager lacks a permission', () => {
  it('a permission that is taken away fails the job with its name', async ({ start }) => {
    const runner = await start();
    const role = `/apis/rbac.authorization.k8s.io/v1/namespaces/${runner.namespace}/roles/runner`;
    await runner.api.patch(role, { rules: [] });
    const job = await runner.run({ script: ['cat hello.txt'] });
    expect(job).toMatchObject({ status: 'failed', failureReason: 'runner_system_failure' });
    expect(job.trace).toMatch(/Job failed \(system failure\): .*pods is forbidden/);
  });
});
