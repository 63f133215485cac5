import { describe, expect } from 'vitest';

import { diffObjects, renderRunner } from '../../../../src/index.ts';
import { busy, expectDrained, expectHandover, expectUndisturbed, toldToEnd } from '../../operations/busy.ts';
import { images } from '../../support/images.ts';
import { kubectl } from '../../support/kubectl.ts';
import type { Runner } from '../../support/runner.ts';
import { it } from '../../support/test.ts';
import { until } from '../../support/until.ts';

/** Changes a document, applies what it is rendered to, and returns the effects that are told of that. */
async function change(runner: Runner, spec: object): Promise<readonly string[]> {
  const before = renderRunner(runner.document);
  await runner.change({ spec });
  return diffObjects(before, renderRunner(runner.document)).effects.map(({ code }) => code);
}

const configMap = (namespace: string, key: string): object => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'other', namespace },
  data: { key },
});

/** Whether the API server would accept a pod, of an administrator or of an account. */
async function isAccepted(
  namespace: string,
  metadata: object,
  securityContext: object,
  account?: string,
): Promise<boolean> {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'one', namespace, ...metadata },
    spec: {
      automountServiceAccountToken: false,
      containers: [{ name: 'one', image: images.alpine, securityContext }],
    },
  };
  try {
    const who = account === undefined ? [] : [`--as=${account}`];
    await kubectl(['create', '--dry-run=server', '-f', '-', ...who], JSON.stringify(pod));
    return true;
  } catch {
    return false;
  }
}

describe.concurrent('What a change does: `deployment-settings-changed`, `monitoring-changed`, `other-object-changed`', () => {
  it.for([
    ['deployment-settings-changed', () => ({ manager: { revisionHistoryLimit: 3 } })],
    ['monitoring-changed', () => ({ metrics: { podMonitor: { enabled: true } } })],
    [
      'other-object-changed',
      ({ namespace }: Runner) => ({ extraObjects: { one: configMap(namespace, 'b') } }),
    ],
  ] as const)('%s', async ([code, spec], { start }) => {
    const runner = await start();
    await runner.change({ spec: { extraObjects: { one: configMap(runner.namespace, 'a') } } });
    const before = await busy(runner);
    expect(await change(runner, spec(runner))).toEqual([code]);
    await expectUndisturbed(before);
  });
});

describe.concurrent('What a change does: `job-files-changed`', () => {
  it('the managers go on, and config.toml names the new file', async ({ start }) => {
    const dind = (downloads: number): object => ({
      dockerBuilds: { mode: 'dind', dind: { daemonConfig: { 'max-concurrent-downloads': downloads } } },
    });
    const runner = await start({ spec: dind(1) });
    const [manager] = await runner.managers();
    expect(await change(runner, dind(2))).toEqual(
      expect.arrayContaining(['job-files-changed', 'config-read']),
    );
    const name = renderRunner(runner.document).find((object) => JSON.stringify(object).includes('downloads'))!
      .metadata.name;
    await until(
      'the manager has the new name',
      async () =>
        (await runner.exec(manager!, 'gitlab-runner', 'cat', '/etc/gitlab-runner/config.toml')).includes(
          name,
        ),
      300,
    );
    expect((await runner.managers()).map(({ metadata }) => metadata.uid)).toEqual([manager!.metadata.uid]);
  });
});

describe.concurrent('What a change does: `pod-security-changed`', () => {
  it('is for new pods alone', async ({ start }) => {
    const level = (enforce: string): object => ({ namespace: { podSecurity: { enforce } } });
    const before = await busy(await start({ spec: level('privileged') }));
    const { runner } = before;
    const isPrivilegedAccepted = (): Promise<boolean> =>
      isAccepted(runner.namespace, {}, { privileged: true });
    expect(await isPrivilegedAccepted()).toBe(true);
    expect(await change(runner, level('baseline'))).toEqual(['pod-security-changed']);
    expect(await isPrivilegedAccepted()).toBe(false);
    await expectUndisturbed(before);
  });
});

describe.concurrent('What a change does: `admission-policy-changed`', () => {
  it('is for new pods alone', async ({ start }) => {
    const before = await busy(await start());
    const { runner } = before;
    const { namespace } = runner;
    const policy = { apiVersion: 'admissionregistration.k8s.io/v1', metadata: { name: namespace } };
    const pods = { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] };
    const effects = await change(runner, {
      extraObjects: {
        policy: {
          ...policy,
          kind: 'ValidatingAdmissionPolicy',
          spec: {
            matchConstraints: { resourceRules: [pods] },
            validations: [{ expression: '!has(object.metadata.labels.fenced)' }],
          },
        },
        binding: {
          ...policy,
          kind: 'ValidatingAdmissionPolicyBinding',
          spec: {
            policyName: namespace,
            validationActions: ['Deny'],
            matchResources: {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
            },
          },
        },
      },
    });
    expect(effects).toEqual(['admission-policy-changed']);
    const fenced = { labels: { fenced: '' } };
    await until('such a pod is refused', async () => !(await isAccepted(namespace, fenced, {})));
    expect(await isAccepted(namespace, { labels: { open: '' } }, {})).toBe(true);
    await expectUndisturbed(before);
  });
});

describe.concurrent('What a change does: `fence-holds`, `fence-warns`, `fence-changed`, `fence-left`', () => {
  const fence = (...validationActions: string[]): object => ({
    jobs: { admissionPolicy: { validationActions } },
  });
  const escalation = (allow_privilege_escalation: boolean): object => ({
    runners: { default: { kubernetes: { allow_privilege_escalation } } },
  });

  it('is for what is asked for from then on', async ({ start }) => {
    const before = await busy(await start({ spec: escalation(false) }));
    const { runner } = before;
    const { namespace } = runner;
    const account = `system:serviceaccount:${namespace}:runner`;
    const isAdmitted = (): Promise<boolean> =>
      isAccepted(
        namespace,
        { name: 'runner-x-project-1-concurrent-0-x' },
        { allowPrivilegeEscalation: true, capabilities: { drop: ['NET_RAW'] } },
        account,
      );
    const admits = (allowed: boolean): Promise<unknown> =>
      until(
        `such a pod is ${allowed ? 'admitted' : 'refused'}`,
        async () => (await isAdmitted()) === allowed,
      );
    expect(await isAdmitted()).toBe(true);
    expect(await change(runner, fence('Warn'))).toEqual(['fence-warns']);
    await admits(true);
    expect(await change(runner, fence('Deny'))).toEqual(['fence-holds']);
    await admits(false);
    expect(await change(runner, escalation(true))).toEqual(['config-read', 'fence-changed']);
    await admits(true);
    expect(await change(runner, escalation(false))).toEqual(['config-read', 'fence-changed']);
    await admits(false);
    const policies = renderRunner(runner.document).filter(({ kind }) =>
      kind.startsWith('ValidatingAdmission'),
    );
    expect(await change(runner, { jobs: { admissionPolicy: null } })).toEqual(['fence-left']);
    expect(await isAdmitted()).toBe(false);
    for (const { kind, metadata } of policies) await kubectl(['delete', kind, metadata.name]);
    await admits(true);
    await expectUndisturbed(before);
  });
});

describe.concurrent('What a change does: `runner-removed`', () => {
  it('its jobs stay pending, and the others are taken', async ({ start, gitlab }) => {
    const token = gitlab.newRunner();
    const second = { url: gitlab.url, token: { secretKeyRef: { name: 'second', key: 'token' } } };
    const runner = await start({
      spec: { runners: { second } },
      objects: (namespace) => [
        { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'second', namespace }, stringData: { token } },
      ],
    });
    const before = await busy(runner);
    expect(await change(runner, { runners: { second: null } })).toContain('runner-removed');
    await expectHandover(before);
    const left = gitlab.submit(token, { script: ['true'] });
    expect(await runner.run({ script: ['true'] })).toMatchObject({ status: 'success' });
    expect(left.status).toBe('pending');
  });
});

describe.concurrent('What a change does: `managers-restart`', () => {
  it('the old manager ends before the new one is there', async ({ start }) => {
    const before = await busy(await start({ spec: { manager: { strategy: { type: 'Recreate' } } } }));
    const { runner, manager } = before;
    expect(await change(runner, { manager: { podLabels: { a: 'b' } } })).toEqual(['managers-restart']);
    await toldToEnd(runner);
    const next = runner.submit({ script: ['true'] });
    expect((await runner.managers()).map(({ metadata }) => metadata.uid)).toEqual([manager.metadata.uid]);
    expect(next.status).toBe('pending');
    await expectDrained(before);
    expect(await next.ended()).toMatchObject({ status: 'success' });
  });
});

describe.concurrent('What a change does: `autoscaler-removed`', () => {
  it('stays, and goes on to set the number, until it is deleted', async ({ apply }) => {
    const runner = await apply({ spec: { autoscaling: { enabled: true, minReplicas: 2, maxReplicas: 3 } } });
    const replicas = async (): Promise<number> => (await runner.deployment()).spec.replicas;
    await until('there are two managers', async () => (await replicas()) === 2);
    expect(await change(runner, { autoscaling: null, manager: { replicas: 1 } })).toContain(
      'autoscaler-removed',
    );
    await until('the autoscaler has set the number again', async () => (await replicas()) === 2);
    const name = renderRunner(runner.document).find(({ kind }) => kind === 'Deployment')!.metadata.name;
    await kubectl(['delete', 'horizontalpodautoscaler', name, `--namespace=${runner.namespace}`]);
    await runner.change({ spec: { manager: { replicas: 1 } } });
    expect(await replicas()).toBe(1);
  });
});
