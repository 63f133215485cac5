import { describe, expect, inject } from 'vitest';

import { certificateFor } from '../../support/certificate.ts';
import { GitLab } from '../support/gitlab/gitlab.ts';
import type { Job } from '../support/gitlab/job.ts';
import type { Runner } from '../support/runner.ts';
import { it } from '../support/test.ts';
import { until } from '../support/until.ts';
import { busy, expectUndisturbed } from './busy.ts';

const secret = (namespace: string, name: string, stringData: object): object => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace },
  stringData,
});

/** How often the manager has read config.toml. */
async function timesRead(runner: Runner): Promise<number> {
  const [manager] = await runner.managers();
  return (await runner.metrics(manager!)).get('gitlab_runner_configuration_loaded_total')!;
}

/** Does something, and waits until the manager has read config.toml anew. The kubelet may take more than a minute. */
async function untilReadAfter(runner: Runner, change: () => Promise<void>): Promise<void> {
  const before = await timesRead(runner);
  await change();
  await until('config.toml is read', async () => (await timesRead(runner)) > before, 300);
}

/** Runs jobs until one says something. A request for jobs that waits when the file is read brings one more with the old settings. */
function untilAJobSays(runner: Runner, command: string, words: string): Promise<Job> {
  return until(
    `a job says ${words}`,
    async () => {
      const job = await runner.run({ script: [command] });
      return job.trace.includes(words) && job;
    },
    300,
  );
}

describe.concurrent('What a change does: `config-read`', () => {
  it('a larger number of jobs at once holds while a job runs', async ({ start }) => {
    const before = await busy(await start({ spec: { config: { concurrent: 1 } } }));
    const { runner } = before;
    const second = runner.submit({ script: ['cat hello.txt'] });
    expect(second.status).toBe('pending');
    await runner.change({ spec: { config: { concurrent: 2 } } });
    expect(await second.ended(300)).toMatchObject({ status: 'success' });
    await expectUndisturbed(before);
  });

  it('changed variables and pods hold for the next job, and the running one has the old', async ({
    start,
  }) => {
    const settings = (word: string): object => ({
      environment: [`WORD=${word}`],
      kubernetes: { pod_labels: { word } },
    });
    const before = await busy(await start({ runner: settings('old') }));
    const { runner, job } = before;
    await runner.change({ spec: { runners: { default: settings('new') } } });
    await untilAJobSays(runner, 'echo "the $WORD word"', 'the new word');
    const next = await runner.hold();
    expect((await runner.podsOf(next))[0]!.metadata.labels).toMatchObject({ word: 'new' });
    expect((await runner.podsOf(job))[0]!.metadata.labels).toMatchObject({ word: 'old' });
    await expectUndisturbed(before);
  });

  it('another address of GitLab holds for the next job, and the running one reports to the old', async ({
    start,
    onTestFinished,
  }) => {
    const before = await busy(await start());
    const { runner } = before;
    const other = await GitLab.start(inject('host'));
    onTestFinished(() => other.stop());
    other.newRunner(runner.token);
    await runner.change({ spec: { runners: { default: { url: other.url } } } });
    const next = other.submit(runner.token, { script: ['cat hello.txt'] });
    expect(await next.ended(300)).toMatchObject({ status: 'success' });
    await expectUndisturbed(before);
  });

  it('the level of the log follows', async ({ start }) => {
    const before = await busy(await start());
    const { runner } = before;
    await runner.change({ spec: { config: { log_level: 'debug' } } });
    await until(
      'the log says more',
      async () => (await runner.log()).includes('Feeding runners to channel'),
      300,
    );
    await expectUndisturbed(before);
  });

  it('a broken file leaves the settings as they were, is counted, and may be mended', async ({ start }) => {
    const before = await busy(await start({ runner: { environment: ['WORD=old'] } }));
    const { runner, manager } = before;
    const path = `/api/v1/namespaces/${runner.namespace}/configmaps/runner-config`;
    const errors = async (): Promise<number> =>
      (await runner.metrics(manager)).get('gitlab_runner_configuration_loading_error_total')!;
    expect(await errors()).toBe(0);
    await runner.api.patch(path, { data: { 'config.toml': 'concurrent = = 4\n' } });
    await until('the broken file is counted', async () => (await errors()) > 0, 300);
    const next = await runner.run({ script: ['echo "the $WORD word"'] });
    expect(next.trace).toContain('the old word');
    await runner.change({ spec: { runners: { default: { environment: ['WORD=new'] } } } });
    await untilAJobSays(runner, 'echo "the $WORD word"', 'the new word');
    expect(await errors()).toBe(1);
    await expectUndisturbed(before);
  });
});

describe.concurrent('What a change does: the content of a Secret that the document names', () => {
  it('another token in the Secret alone does nothing', async ({ start }) => {
    const before = await busy(await start());
    const { runner } = before;
    const { token } = runner;
    const fresh = runner.gitlab.newRunner();
    await runner.putToken(fresh);
    // What the kubelet brings after it has come by.
    await untilReadAfter(runner, () => runner.change({ spec: { config: { concurrent: 5 } } }));
    const next = runner.gitlab.submit(token, { script: ['cat hello.txt'] });
    expect(await next.ended()).toMatchObject({ status: 'success' });
    expect(runner.gitlab.requestsForJobs(fresh)).toEqual([]);
    await expectUndisturbed(before);
  });
});

describe.concurrent('What a change does: the content of a Secret with a key that config.toml has to hold', () => {
  it('another key of an Azure account is written into config.toml and read', async ({ start }) => {
    const key = (word: string): string => Buffer.from(word).toString('base64');
    const account = (namespace: string, word: string): object =>
      secret(namespace, 'azure', { name: 'runnercache', key: key(word) });
    const before = await busy(
      await start({
        objects: (namespace) => [account(namespace, 'old')],
        runner: { cache: { Type: 'azure', azure: { ContainerName: 'cache' } } },
        spec: {
          cacheCredentials: {
            azure: {
              accountName: { name: 'azure', key: 'name' },
              accountKey: { name: 'azure', key: 'key' },
            },
          },
        },
      }),
    );
    const { runner, manager } = before;
    const file = (): Promise<string> =>
      runner.exec(manager, 'gitlab-runner', 'cat', '/home/gitlab-runner/config.toml');
    expect(await file()).toContain(`AccountKey = "${key('old')}"`);
    await untilReadAfter(runner, () => runner.make(account(runner.namespace, 'new')));
    expect(await file()).toContain(`AccountKey = "${key('new')}"`);
    await expectUndisturbed(before);
  });
});

describe.concurrent("What a change does: the content of the CA's Secret", () => {
  it('an authority that is put right is read by the manager that could not reach GitLab', async ({
    apply,
    onTestFinished,
  }) => {
    const host = inject('host');
    const [wrong, right] = [certificateFor(host), certificateFor(host)];
    const gitlab = await GitLab.start(host, { certificate: right });
    onTestFinished(() => gitlab.stop());
    const bundle = (namespace: string, { authority }: typeof right): object =>
      secret(namespace, 'ca', { 'ca.crt': authority });
    const runner = await apply({
      gitlab,
      objects: (namespace) => [bundle(namespace, wrong)],
      spec: { certificates: { ca: { secretKeyRef: { name: 'ca', key: 'ca.crt' } } } },
    });
    await until('GitLab is not trusted', async () =>
      (await runner.log()).includes('certificate signed by unknown authority'),
    );
    const [manager] = await runner.managers();
    await runner.make(bundle(runner.namespace, right));
    await until('a manager asks for jobs', () => gitlab.requestsForJobs(runner.token).length > 0, 300);
    await expectUndisturbed({ runner, manager: manager!, job: await runner.hold() });
  });
});

describe.concurrent('What a change does: `labels-changed`, `network-policy-changed`, `budget-changed`, `address-changed`, `account-changed`', () => {
  it('labels, policies and accounts hold at once, and nothing restarts', async ({ start }) => {
    const before = await busy(await start());
    const { runner } = before;
    await runner.change({
      spec: {
        manager: { labels: { team: 'ci' }, annotations: { 'example.com/team': 'ci' } },
        networkPolicy: { enabled: true },
        podDisruptionBudget: { enabled: true },
        metrics: { service: { enabled: true } },
        jobs: { serviceAccount: { create: true } },
      },
    });
    expect((await runner.deployment()).metadata.labels).toMatchObject({ team: 'ci' });
    const account = async (): Promise<string | undefined> => {
      const job = runner.submit({ script: ['cat hello.txt'] });
      const pod = await until('the job has a pod', async () => (await runner.podsOf(job))[0]);
      expect(await job.ended()).toMatchObject({ status: 'success' });
      return pod.spec.serviceAccountName;
    };
    await until('jobs have the account', async () => (await account()) !== 'default', 300);
    await expectUndisturbed(before);
  });
});
