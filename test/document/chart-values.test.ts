import { describe, expect, it } from 'vitest';

import { chartValuesIn } from '../../src/core/document/chart-values.ts';

const values = { gitlabUrl: 'https://gitlab.com', runners: { secret: 'x' } };
const text = 'replicas: 1\ngitlabUrl: https://gitlab.com\n';

describe('values of the Helm chart', () => {
  it.each<[string, unknown, object]>([
    ['a file of values', values, { path: [], values }],
    ['values with runners alone', { runners: { config: '[[runners]]\n' } }, { path: [] }],
    ['an umbrella chart', { global: {}, 'gitlab-runner': { replicas: 2 } }, { path: ['gitlab-runner'] }],
    ['an umbrella chart with an alias', { ci: values }, { path: ['ci'], values }],
    [
      'Flux',
      { apiVersion: 'helm.toolkit.fluxcd.io/v2beta1', kind: 'HelmRelease', spec: { values } },
      { path: ['spec', 'values'], values, holder: 'a HelmRelease of Flux' },
    ],
    [
      'Flux without values of its own',
      {
        apiVersion: 'helm.toolkit.fluxcd.io/v2',
        kind: 'HelmRelease',
        spec: { chart: { spec: { chart: 'gitlab-runner' } }, valuesFrom: [] },
      },
      { path: [], holder: 'a HelmRelease of Flux' },
    ],
    [
      'Rancher',
      { apiVersion: 'helm.cattle.io/v1', kind: 'HelmChart', spec: { valuesContent: text } },
      { path: ['spec', 'valuesContent'], values: text },
    ],
    [
      'Rancher, for a chart that is there',
      {
        apiVersion: 'helm.cattle.io/v1',
        kind: 'HelmChartConfig',
        metadata: { name: 'gitlab-runner' },
        spec: { valuesContent: 'replicas: 2' },
      },
      { path: ['spec', 'valuesContent'] },
    ],
    [
      'Argo CD',
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        spec: { source: { helm: { values: text } } },
      },
      { path: ['spec', 'source', 'helm', 'values'] },
    ],
    [
      'Argo CD with several sources',
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        spec: { sources: [{ ref: 'x' }, { helm: { valuesObject: values } }] },
      },
      { path: ['spec', 'sources', 1, 'helm', 'valuesObject'], values },
    ],
    [
      'a Kustomization',
      { helmCharts: [{ name: 'other' }, { name: 'gitlab-runner', valuesInline: { replicas: 2 } }] },
      { path: ['helmCharts', 1, 'valuesInline'], holder: 'a Kustomization' },
    ],
    [
      'a resource of an operator around the chart',
      { apiVersion: 'apps.gitlab.com/v1beta2', kind: 'Runner', spec: values },
      { path: ['spec'], holder: 'a resource of an operator' },
    ],
  ])('are found in %s', (_, document, found) => {
    expect(chartValuesIn(document)).toMatchObject(found);
  });

  it.each<[string, unknown]>([
    [
      'a document',
      { apiVersion: 'gitlab-runner-manifests.dev/v1alpha1', kind: 'GitLabRunner', spec: values },
    ],
    ['runner entries', { runners: { cache: { url: 'https://gitlab.com' } } }],
    ['a config.toml', { concurrent: 1, runners: [{ name: 'x' }] }],
    [
      'a release of another chart',
      { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', spec: { values: { replicas: 1 } } },
    ],
    [
      'an application without a chart',
      { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', spec: null },
    ],
    [
      "a resource of GitLab's operator",
      { apiVersion: 'apps.gitlab.com/v1beta2', kind: 'Runner', spec: { gitlabUrl: 'x', token: 'y' } },
    ],
    [
      'a Kustomization without a chart',
      { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' },
    ],
    ['a text', 'gitlabUrl: x'],
    ['a list', [values]],
    ['nothing', null],
  ])('are not found in %s', (_, document) => {
    expect(chartValuesIn(document)).toBeUndefined();
  });
});
