import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect } from 'vitest';

import type { Diagnosis } from '../../../../src/operate/doctor/diagnose.ts';
import { cli } from '../../../support/cli.ts';
import { kubectl } from '../../support/kubectl.ts';
import { newNamespace } from '../../support/namespace.ts';
import type { Runner } from '../../support/runner.ts';
import { signal } from '../../support/signal.ts';
import { it } from '../../support/test.ts';
import { until } from '../../support/until.ts';

const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The image says that it is of another release than the runner in it. */
const spec = { version: '19.4.0', image: { tag: 'alpine-v19.3.0' } };

/** Makes a person with a ClusterRole in some namespaces, and returns the context of the kubeconfig to ask as them. */
async function personWith(runner: Runner, role: string, namespaces: readonly string[]): Promise<string> {
  const { namespace } = runner;
  const name = `person-${namespace}`;
  await runner.make(
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } },
    ...namespaces.map((one) => ({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name, namespace: one },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
      subjects: [{ kind: 'ServiceAccount', name, namespace }],
    })),
  );
  const token = await kubectl(['create', 'token', name, `--namespace=${namespace}`]);
  const config = JSON.parse(await kubectl(['config', 'view', '--raw', '--minify', '--output=json']));
  const file = join(folder, `${name}.json`);
  writeFileSync(
    file,
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name, cluster: config.clusters[0].cluster }],
      users: [{ name, user: { token: token.trim() } }],
      contexts: [{ name, context: { cluster: name, user: name } }],
    }),
  );
  process.env.KUBECONFIG += `${delimiter}${file}`;
  return name;
}

/** Asks the cluster as a person. */
async function askedAs(context: string, { document }: Runner, ...options: readonly string[]) {
  return cli(['doctor', '-', '--context', context, ...options], JSON.stringify(document));
}

async function diagnosisAs(context: string, runner: Runner): Promise<Diagnosis> {
  const { stdout, stderr } = await askedAs(context, runner, '--format', 'json');
  expect(stderr).toBe('');
  return JSON.parse(stdout)[0];
}

const codes = ({ findings }: Diagnosis): readonly string[] => findings.map(({ code }) => code);
const notChecked = (diagnosis: Diagnosis): readonly string[] =>
  [...new Set(diagnosis.notChecked.map(({ what }) => what))].sort();

describe.concurrent('doctor with the rights of people', () => {
  it('who may only view finds nothing wrong where nothing is, and is told what was not looked at', async ({
    start,
  }) => {
    const runner = await start({ spec: { ...spec, jobs: { admissionPolicy: {} } } });
    const person = await personWith(runner, 'view', [runner.namespace]);
    const diagnosis = await diagnosisAs(person, runner);
    expect(codes(diagnosis)).toEqual([]);
    expect(notChecked(diagnosis)).toEqual([
      'old bindings',
      'old policies',
      'podmonitors',
      'pods/proxy',
      'prometheusrules',
      'rights',
      'rolebindings',
      'roles',
      'secrets',
      'servicemonitors',
      'validatingadmissionpolicies',
      'validatingadmissionpolicybindings',
    ]);
    const { exitCode, stderr } = await askedAs(person, runner);
    expect(exitCode).toBe(0);
    expect(stderr).toContain('no problem in what could be read; 1 manager');
    expect(stderr).toContain(`not checked: secrets in namespace ${runner.namespace}: forbidden`);
  });

  it('who may only view sees what is wrong', async ({ start }) => {
    const runner = await start({ spec });
    const person = await personWith(runner, 'view', [runner.namespace]);
    await runner.api.patch(runner.deploymentPath, { spec: { replicas: 0 } });
    expect(codes(await diagnosisAs(person, runner))).toEqual(['DEPLOYMENT_STOPPED']);
  });

  it('who may read nothing is told that nothing was looked at', async ({ start }) => {
    const runner = await start({ spec });
    const person = await personWith(runner, 'view', []);
    const diagnosis = await diagnosisAs(person, runner);
    expect(codes(diagnosis)).toEqual([]);
    expect(notChecked(diagnosis)).toEqual(
      expect.arrayContaining(['deployments', 'events', 'namespaces', 'pods', 'secrets']),
    );
    expect((await askedAs(person, runner)).stderr).toMatch(/: no problem in what could be read;\n/);
  });

  it('who may not see managers is not told that pods of jobs are left', async ({ start }) => {
    const namespace = newNamespace();
    const runner = await start({ spec: { ...spec, jobs: { namespace } } });
    const job = await runner.hold();
    const [manager] = await runner.managers();
    await signal(runner, manager!, 'KILL');
    await until('the manager is started again', async () => {
      const [{ status } = manager!] = await runner.managers();
      return status.containerStatuses![0]!.restartCount === 1;
    });
    expect(await runner.podsOf(job)).toHaveLength(1);
    const ofJobs = await personWith(runner, 'view', [namespace]);
    await until('both are more than a minute old', async () => {
      const [pod] = await runner.podsOf(job);
      return Date.now() - Date.parse(pod!.metadata.creationTimestamp) > 70_000;
    });
    expect(codes(await diagnosisAs(ofJobs, runner))).toEqual([]);
  });
});
