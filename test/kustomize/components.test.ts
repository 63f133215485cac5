import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { type GitLabRunner, renderRunner } from '../../src/index.ts';
import { expectCoherent } from '../support/kubernetes-coherence.ts';
import { expectStrict } from '../support/kubernetes-schema.ts';
import { build, configLayer, identity, inOrder, objectsOf, project } from '../support/kustomize.ts';
import { directory, installInto, root } from '../support/project.ts';

const components = [
  'metrics',
  'network-policies',
  'admission-policies',
  'separate-job-namespace',
  'high-availability',
  'argocd',
  'flux',
];

/** The resource layer of a user whose config layer is `overlays/base` with components on it. */
const withComponents = (names: readonly string[], spec?: string): string =>
  project(configLayer('base', names, spec));

/** Pods of jobs, which policies and budgets may select. */
const pods = ['gitlab-runner', 'gitlab-runner-jobs'].map((namespace) => ({
  namespace,
  labels: { 'job.runner.gitlab.com/pod': 'runner' },
}));
const surroundings = { pods, external: ['Secret/gitlab-runner-token'] };

describe.each(components)('components/%s', (name) => {
  it('adds to a base what the library renders from the same document', () => {
    const path = withComponents([name]);
    const document = parse(build(join(path, 'runner'), []).stdout) as GitLabRunner;
    const objects = objectsOf(build(path));
    expect(inOrder(objects)).toEqual(inOrder(renderRunner(document)));
    expectStrict(objects);
    expectCoherent(objects, surroundings);
  });

  it('fails where there is no document to patch', () => {
    const component = `node_modules/gitlab-runner-manifests/overlays/components/${name}`;
    const path = directory({ 'kustomization.yaml': `components: [${component}]\n` });
    installInto(path);
    const { exitCode, stderr } = build(path, []);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('GitLabRunner');
  });

  it('explains itself', () => {
    expect(existsSync(join(root, 'overlays/components', name, 'README.md'))).toBe(true);
  });
});

describe('the components', () => {
  it('add these objects', () => {
    const added = (name: string): string[] => {
      const base = new Set(objectsOf(build(withComponents([]))).map(identity));
      return objectsOf(build(withComponents([name])))
        .map(identity)
        .filter((id) => !base.has(id))
        .sort();
    };
    expect(added('metrics')).toEqual([
      'ConfigMap gitlab-runner/gitlab-runner-dashboard',
      'PodMonitor gitlab-runner/gitlab-runner',
      'PrometheusRule gitlab-runner/gitlab-runner',
    ]);
    expect(added('network-policies')).toEqual([
      'NetworkPolicy gitlab-runner/gitlab-runner',
      'NetworkPolicy gitlab-runner/gitlab-runner-jobs',
    ]);
    expect(added('admission-policies')).toEqual(
      ['', 'Binding'].flatMap((end) =>
        ['objects', 'pods', 'secrets'].map(
          (name) =>
            `ValidatingAdmissionPolicy${end} undefined/gitlab-runner.gitlab-runner.gitlab-runner.${name}`,
        ),
      ),
    );
    expect(added('separate-job-namespace')).toEqual([
      'Namespace undefined/gitlab-runner-jobs',
      'Role gitlab-runner-jobs/gitlab-runner:gitlab-runner',
      'RoleBinding gitlab-runner-jobs/gitlab-runner:gitlab-runner',
      'ServiceAccount gitlab-runner-jobs/gitlab-runner-job',
    ]);
    expect(added('high-availability')).toEqual(['PodDisruptionBudget gitlab-runner/gitlab-runner']);
    expect(added('argocd')).toEqual([]);
    expect(added('flux')).toEqual([]);
  });

  it('go together, in any order, with the ways to build images', () => {
    // A document has one way to build images, and one controller: of two components the last one wins.
    const all = ['docker-dind', ...components.filter((name) => name !== 'flux')];
    const objects = objectsOf(build(withComponents(all)));
    expectStrict(objects);
    expectCoherent(objects, surroundings);
    expect(inOrder(objectsOf(build(withComponents([...all].reverse()))))).toEqual(inOrder(objects));
  });

  it('warn about Prometheus behind a policy until it is named', () => {
    const all = ['metrics', 'network-policies'];
    expect(build(withComponents(all)).stderr).toContain('METRICS_UNREACHABLE');
    const named = '{networkPolicy: {metricsFrom: [{podSelector: {matchLabels: {app: prometheus}}}]}}';
    expect(build(withComponents(all, named)).stderr).not.toContain('METRICS_UNREACHABLE');
  });

  it('refuse web terminals with several managers, and say why', () => {
    const { exitCode, stdout, stderr } = build(
      withComponents(['high-availability'], '{sessionServer: {enabled: true, service: {type: ClusterIP}}}'),
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('only the manager that runs the job can answer');
  });
});
