import { join } from 'node:path';
import { describe, expect } from 'vitest';

import { addressOf } from '../../../src/core/formats/address.ts';
import { type KubernetesObject, renderRunner } from '../../../src/index.ts';
import { cli } from '../../support/cli.ts';
import { build, project } from '../../support/kustomize.ts';
import { directory } from '../../support/project.ts';
import type { GitLab } from '../support/gitlab/gitlab.ts';
import { images } from '../support/images.ts';
import { kubectl } from '../support/kubectl.ts';
import { newNamespace } from '../support/namespace.ts';
import { it } from '../support/test.ts';
import { until } from '../support/until.ts';
import { asItIs, layersOf, through } from './layers.ts';

const script = ['cat hello.txt'];

it('overlays/base with a URL and a namespace runs a job', async ({ gitlab, start, onTestFinished }) => {
  const runner = await start(asItIs('base', gitlab, onTestFinished));
  const job = await runner.run({ image: images.alpine, script });
  expect(job).toMatchObject({ status: 'success' });
  expect(job.trace).toContain('hello from the repository');
});

describe('a component of ours', () => {
  const kinds = (objects: readonly KubernetesObject[]): string[] => objects.map(({ kind }) => kind);
  const toGitLab = ({ url }: GitLab) => {
    const { host, port } = addressOf(url);
    return [{ to: [{ ipBlock: { cidr: `${host}/32` } }], ports: [{ port }] }];
  };

  it.for<readonly [string, (gitlab: GitLab) => object, readonly string[]]>([
    ['metrics', () => ({}), ['ConfigMap', 'PodMonitor', 'PrometheusRule']],
    [
      'network-policies',
      (gitlab) => ({ jobs: { networkPolicy: { extraEgress: toGitLab(gitlab) } } }),
      ['NetworkPolicy', 'NetworkPolicy'],
    ],
    ['admission-policies', () => ({}), ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding']],
    ['separate-job-namespace', () => ({ jobs: { namespace: newNamespace() } }), ['Namespace', 'Namespace']],
    ['high-availability', () => ({}), ['PodDisruptionBudget']],
    ['docker-buildah', () => ({}), []],
    ['docker-buildkit-rootless', () => ({}), []],
    ['docker-podman', () => ({}), []],
    ['docker-none', () => ({}), []],
  ])('%s is applied, and a job runs', async ([name, spec, added], { gitlab, start, onTestFinished }) => {
    let applied: readonly KubernetesObject[] = [];
    const deploy = through(() => ({ components: [name] }), onTestFinished);
    const runner = await start({
      spec: spec(gitlab),
      deploy: async (one) => {
        applied = await deploy(one);
        return applied;
      },
    });
    expect(kinds(applied)).toEqual(expect.arrayContaining([...added]));
    expect(await runner.run({ image: images.alpine, script })).toMatchObject({ status: 'success' });
  });
});

describe("a user's layers", () => {
  it('hand on a changed document while a job runs, and the manager reads it in place', async ({
    start,
    onTestFinished,
  }) => {
    const runner = await start({ deploy: through(() => ({}), onTestFinished) });
    const job = await runner.hold();
    const [manager] = await runner.managers();
    await runner.change({
      spec: {
        config: { concurrent: 7 },
        runners: { default: { kubernetes: { pod_labels: { changed: 'yes' } } } },
      },
    });
    await until(
      'the manager has read the new file',
      async () => (await runner.metrics(manager!)).get('gitlab_runner_concurrent') === 7,
      300,
    );
    // A job that comes in answer to a request from before has the settings of then. There are two at a time.
    const asked = runner.gitlab.requestsForJobs(runner.token).length;
    await until(
      'all requests from before are answered',
      () => runner.gitlab.requestsForJobs(runner.token).length >= asked + 2,
    );
    const next = await runner.hold();
    expect((await runner.podsOf(next))[0]!.metadata.labels).toMatchObject({ changed: 'yes' });
    await Promise.all([runner.release(job), runner.release(next)]);
    expect([job.status, next.status]).toEqual(['success', 'success']);
    const after = await runner.managers();
    expect(after.map(({ metadata }) => metadata.uid)).toEqual([manager!.metadata.uid]);
    expect(after[0]!.status.containerStatuses).toMatchObject([{ restartCount: 0 }]);
  });

  it('roll the manager out with a patch of the resource layer, and the job that runs goes on', async ({
    start,
    onTestFinished,
  }) => {
    let annotation = 'first';
    const deploy = through(
      () => ({
        resources: `
patches:
- target: {kind: Deployment}
  patch: |-
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: gitlab-runner}
    spec: {template: {metadata: {annotations: {example.com/rollout: ${annotation}}}}}
`,
      }),
      onTestFinished,
    );
    const runner = await start({ deploy });
    const job = await runner.hold();
    const [old] = await runner.managers();
    annotation = 'second';
    await runner.render(runner.document);
    await until('the old manager is to end', async () =>
      (await runner.managers()).some(
        ({ metadata }) => metadata.uid === old!.metadata.uid && metadata.deletionTimestamp !== undefined,
      ),
    );
    expect((await runner.run({ script })).status).toBe('success');
    expect(job.status).toBe('running');
    await runner.release(job);
    expect(job.status).toBe('success');
    const [left] = await until('the old manager is gone', async () => {
      const managers = await runner.managers();
      return managers.length === 1 && managers;
    });
    expect(left!.metadata.annotations).toMatchObject({ 'example.com/rollout': 'second' });
  });

  it('make the Secret of the token, and a new token rolls the manager out', async ({
    gitlab,
    start,
    onTestFinished,
  }) => {
    const deploy = through(
      ({ namespace, token }) => ({
        resources: `
secretGenerator:
- name: runner-token
  namespace: ${namespace}
  files:
  - token
`,
        files: { 'deploy/token': token },
      }),
      onTestFinished,
    );
    const runner = await start({ hasSecret: false, deploy });
    const job = await runner.hold();
    runner.token = gitlab.resetToken(runner.token);
    await runner.render(runner.document);
    await runner.asked();
    expect((await runner.run({ script })).status).toBe('success');
    expect((await runner.release(job)).status).toBe('success');
  });

  it('come to nothing without --enable-exec, and the runner that is there stays as it is', async ({
    start,
    onTestFinished,
  }) => {
    const runner = await start({ deploy: through(() => ({}), onTestFinished) });
    const managers = await runner.managers();
    const path = project(layersOf(runner, {}), onTestFinished);
    const { exitCode, stdout, stderr } = build(path, ['--enable-alpha-plugins']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('require-enable-exec');
    await expect(kubectl(['apply', '--filename=-'], stdout)).rejects.toThrow('no objects passed to apply');
    expect((await runner.run({ script })).status).toBe('success');
    const uids = (await runner.managers()).map(({ metadata }) => metadata.uid);
    expect(uids).toEqual(managers.map(({ metadata }) => metadata.uid));
  });
});

it('kubectl apply -k of what render -o has written runs a job', async ({ start, onTestFinished }) => {
  const runner = await start({
    deploy: async ({ document }) => {
      const path = directory({ 'runner.yaml': JSON.stringify(document) }, onTestFinished);
      const rendered = join(path, 'rendered');
      const { exitCode, stderr } = await cli(['render', join(path, 'runner.yaml'), '-o', rendered]);
      expect(exitCode, stderr).toBe(0);
      await kubectl(['apply', `--kustomize=${rendered}`]);
      return renderRunner(document);
    },
  });
  expect((await runner.run({ script })).status).toBe('success');
});
