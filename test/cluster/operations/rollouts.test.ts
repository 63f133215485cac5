import { describe, expect } from 'vitest';

import { images } from '../support/images.ts';
import { it } from '../support/test.ts';
import { until } from '../support/until.ts';
import { busy, expectHandover } from './busy.ts';

describe.concurrent('What a change does: `runner-added`, `token-changed`', () => {
  it('a runner that is added comes with a new manager, and the old one ends its job', async ({ start }) => {
    const before = await busy(await start());
    const { runner } = before;
    const token = runner.gitlab.newRunner();
    await runner.make({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'second', namespace: runner.namespace },
      stringData: { token },
    });
    const { url } = runner.gitlab;
    const second = { url, token: { secretKeyRef: { name: 'second', key: 'token' } } };
    await runner.change({
      spec: { runners: { second: { ...second, kubernetes: { image: images.alpine } } } },
    });
    const job = runner.gitlab.submit(token, { script: ['cat hello.txt'] });
    expect(await job.ended()).toMatchObject({ status: 'success' });
    await expectHandover(before);
  });

  it('another Secret for the token comes with a new manager', async ({ start }) => {
    const before = await busy(await start());
    const { runner } = before;
    await runner.make({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'other', namespace: runner.namespace },
      stringData: { token: runner.token },
    });
    await runner.change({
      spec: { runners: { default: { token: { secretKeyRef: { name: 'other', key: 'token' } } } } },
    });
    await expectHandover(before);
  });
});

describe.concurrent('What a change does: `managers-roll-out`', () => {
  it('another port for metrics comes with a new manager', async ({ start }) => {
    const before = await busy(await start());
    await before.runner.change({ spec: { config: { listen_address: ':9300' } } });
    await expectHandover(before);
  });

  it('a session server comes with a new manager, whose jobs have sessions', async ({ start }) => {
    const before = await busy(await start());
    const { runner } = before;
    expect(before.job.session?.url).toBeFalsy();
    await runner.change({ spec: { sessionServer: { enabled: true, service: { type: 'ClusterIP' } } } });
    await expectHandover(before);
    expect((await runner.run({ script: ['cat hello.txt'] })).session?.url).toMatch(/^https:/);
  });
});

describe.concurrent('What a change does: `token-changed`', () => {
  it('another token in the document comes with a new manager', async ({ start, gitlab }) => {
    const token = gitlab.newRunner();
    const before = await busy(
      await start({ token, hasSecret: false, runner: { token: { secretKeyRef: null, value: token } } }),
    );
    const { runner } = before;
    runner.token = gitlab.resetToken(token);
    await runner.change({ spec: { runners: { default: { token: { value: runner.token } } } } });
    await expectHandover(before);
  });
});

describe.concurrent('What a change does: `managers-roll-out`', () => {
  it('the first credential in config.toml makes a Secret of the file', async ({ start }) => {
    const before = await busy(await start());
    const { runner } = before;
    const { host } = new URL(runner.gitlab.url);
    await runner.change({ spec: { config: { sentry_dsn: `http://EXAMPLE@${host}/1` } } });
    await expectHandover(before);
    const [manager] = await runner.managers();
    expect(manager!.spec.volumes).toContainEqual(
      expect.objectContaining({ name: 'config', secret: expect.anything() }),
    );
  });
});

describe.concurrent('What a change does: `managers-roll-out`', () => {
  it('a rollout for each change of config.toml starts with the one that asks for it', async ({ start }) => {
    const before = await busy(await start());
    await before.runner.change({ spec: { configUpdate: 'rollout' } });
    await expectHandover(before);
  });

  it('with it a change of config.toml comes with a new manager', async ({ start }) => {
    const before = await busy(await start({ spec: { configUpdate: 'rollout' } }));
    await before.runner.change({ spec: { config: { concurrent: 5 } } });
    await expectHandover(before);
  });
});

describe.concurrent('What a change does: `managers-roll-out`', () => {
  it('labels come with a new manager', async ({ start }) => {
    const before = await busy(await start());
    await before.runner.change({ metadata: { labels: { team: 'ci' } } });
    await expectHandover(before);
  });
});

describe.concurrent('What a change does: `managers-scaled`', () => {
  it('managers are added beside the one that is there', async ({ start }) => {
    const { runner, manager, job } = await busy(await start());
    await runner.change({ spec: { manager: { replicas: 3 } } });
    await until('three managers ask for jobs', () => {
      const asked = runner.gitlab.requestsForJobs(runner.token).map((request) => request.manager);
      return new Set(asked).size === 3;
    });
    const uids = (await runner.managers()).map(({ metadata }) => metadata.uid);
    expect(uids).toHaveLength(3);
    expect(uids).toContain(manager.metadata.uid);
    expect(await runner.release(job)).toMatchObject({ status: 'success' });
  });

  it('a manager that is taken away ends its jobs first', async ({ start }) => {
    const before = await busy(await start());
    const { runner, manager } = before;
    await runner.change({ spec: { manager: { replicas: 2 } } });
    await until('two managers are ready', async () => {
      const { status } = await runner.deployment();
      return status.readyReplicas === 2;
    });
    await runner.api.patch(`/api/v1/namespaces/${runner.namespace}/pods/${manager.metadata.name}`, {
      metadata: { annotations: { 'controller.kubernetes.io/pod-deletion-cost': '-1' } },
    });
    await runner.change({ spec: { manager: { replicas: 1 } } });
    await expectHandover(before);
  });
});

describe.concurrent('What a change does: `release-changed`', () => {
  it('another version comes with a new manager, and so does the way back', async ({ start }) => {
    // Both have one image, as a cluster without a registry knows no other.
    const image = { tag: 'alpine-v19.3.0' };
    const runner = await start({ spec: { version: '19.2.0', image } });
    const old = await busy(runner);
    await runner.change({ spec: { version: '19.3.0' } });
    await expectHandover(old);
    const young = await busy(runner);
    await runner.change({ spec: { version: '19.2.0' } });
    await expectHandover(young);
  });
});
