import { describe, expect } from 'vitest';

import { validateConfig } from '../../../../src/index.ts';
import { it } from './seen.ts';

/** What a probe finds that reaches something where there is no policy, and does not under one. */
const KEPT_AWAY = { without: true, under: false };
/** What one finds that the policy lets through. */
const LET_THROUGH = { without: true, under: true };

describe('a job under its policy', () => {
  it.for([
    ['the metrics of its manager', 'metrics'],
    ['pods of other namespaces', 'pod'],
    ['the API server', 'apiServer'],
    ['the API server past its Service', 'apiServerItself'],
    ['the node', 'node'],
    ['other ports of pods of DNS', 'otherPortOfDns'],
  ])('does not reach %s', ([, target], { seen: { open, closed } }) => {
    expect({ without: open.job[target!], under: closed.job[target!] }).toEqual(KEPT_AWAY);
  });

  it.for([
    ['a GitLab at a private address that extraEgress names', 'gitlab'],
    ['DNS', 'dns'],
    ['DNS over UDP', 'dnsOverUdp'],
  ])('reaches %s', ([, target], { seen: { open, closed } }) => {
    expect({ without: open.job[target!], under: closed.job[target!] }).toEqual(LET_THROUGH);
  });

  // What answers there without a policy depends on the network of the nodes.
  it('does not reach the metadata address of clouds', ({ seen: { closed } }) => {
    expect([closed.job.metadata, closed.from.manager!.metadata]).toEqual([false, false]);
  });

  it('reaches public addresses as it does without', ({ seen: { open, closed } }) => {
    expect(closed.job.publicAddress).toBe(open.job.publicAddress);
  });

  it('works on the files of its project and ends well', async ({ seen: { closed } }) => {
    const job = await closed.runner.run({ script: ['cat hello.txt'] });
    expect(job.status).toBe('success');
    expect(job.trace).toContain('hello from the repository');
  });

  it('is reached by nothing', ({ seen: { open, closed } }) => {
    expect({ without: open.from.manager!.job, under: closed.from.manager!.job }).toEqual(KEPT_AWAY);
    expect(closed.from.stranger!.job).toBe(false);
  });

  it('is reached by whom extraIngress names, in a namespace of its own', ({ seen: { narrow } }) => {
    expect(narrow.from.debugger!.job).toBe(true);
    expect(narrow.from.stranger!.job).toBe(false);
  });

  it('reaches private addresses but those that deniedCidrs names', ({ seen: { narrow } }) => {
    expect(narrow.job).toMatchObject({ pod: true, node: true, gitlab: true, otherPortOfDns: false });
  });

  it('does not reach a GitLab at a private address that nothing names, and fails, as a warning says', async ({
    seen: { open, cutOff },
  }) => {
    expect({ without: open.job.gitlab, under: cutOff.job.gitlab }).toEqual(KEPT_AWAY);
    const job = await cutOff.runner.run({ script: ['cat hello.txt'], timeout: 20 });
    expect(job.status).toBe('failed');
    const { document } = cutOff.runner;
    expect(validateConfig(document).diagnostics).toContainEqual(
      expect.objectContaining({ code: 'HOST_CUT_OFF', path: ['spec', 'runners', 'default', 'url'] }),
    );
  });
});

describe('a manager under its policy', () => {
  it.for([
    ['GitLab', 'gitlab'],
    ['the API server', 'apiServer'],
    ['the API server past its Service', 'apiServerItself'],
    ['DNS', 'dns'],
    ['DNS over UDP', 'dnsOverUdp'],
    ['port 443 of every address, where the policy names no peers', 'podAt443'],
  ])('reaches %s', ([, target], { seen: { open, closed } }) => {
    const found = { without: open.from.manager![target!], under: closed.from.manager![target!] };
    expect(found).toEqual(LET_THROUGH);
  });

  it.for([
    ['other ports of pods', 'pod'],
    ['the node', 'node'],
    ['other ports of pods of DNS', 'otherPortOfDns'],
  ])('does not reach %s', ([, target], { seen: { open, closed } }) => {
    const found = { without: open.from.manager![target!], under: closed.from.manager![target!] };
    expect(found).toEqual(KEPT_AWAY);
  });

  it('reaches nothing at port 443 but its peers', ({ seen: { closed, narrow } }) => {
    expect({ without: closed.from.manager!.podAt443, under: narrow.from.manager!.podAt443 }).toEqual(
      KEPT_AWAY,
    );
  });

  it('reaches the peers that stand for GitLab and the API server, and runs a job', async ({
    seen: { narrow },
  }) => {
    const { gitlab, apiServer, apiServerItself } = narrow.from.manager!;
    expect({ gitlab, apiServer, apiServerItself }).toEqual({
      gitlab: true,
      apiServer: true,
      apiServerItself: true,
    });
    expect((await narrow.runner.run({ script: ['cat hello.txt'] })).status).toBe('success');
  });

  it('shows its metrics to whom metricsFrom names alone', ({ seen: { open, closed } }) => {
    const { prometheus, proxy, stranger } = closed.from;
    expect([prometheus!.metrics, proxy!.metrics, stranger!.metrics]).toEqual([true, false, false]);
    expect(open.from.manager!.metrics).toBe(true);
  });

  it('shows its metrics to nobody where metricsFrom names nobody, not even to jobs that reach everything', ({
    seen: { narrow },
  }) => {
    expect([narrow.job.metrics, narrow.from.stranger!.metrics]).toEqual([false, false]);
  });

  it('lets sessions in from where sessionFrom says alone', ({ seen: { open, closed } }) => {
    const { prometheus, proxy, stranger } = closed.from;
    expect([proxy!.session, prometheus!.session, stranger!.session]).toEqual([true, false, false]);
    expect(open.from.manager!.session).toBe(true);
  });

  it('lets sessions in from everywhere where sessionFrom is left out', ({ seen: { narrow } }) => {
    expect([narrow.from.stranger!.session, narrow.job.session]).toEqual([true, true]);
  });

  it('is looked after by the kubelet, which no policy keeps out', async ({ seen: { narrow } }) => {
    const managers = await narrow.runner.managers();
    const own = managers.find(({ metadata }) => metadata.labels?.['pod-template-hash'] !== undefined);
    expect(own!.status.conditions).toContainEqual(expect.objectContaining({ type: 'Ready', status: 'True' }));
  });
});
