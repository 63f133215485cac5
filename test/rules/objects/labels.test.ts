import { expect, it } from 'vitest';

import { findings } from '../../support/findings.ts';

const NAME = 'app.kubernetes.io/name';

it.each<[object, string]>([
  [{ manager: { podLabels: { [NAME]: 'other' } } }, 'manager.podLabels'],
  [{ manager: { labels: { [NAME]: 'other' } } }, 'manager.labels'],
  [{ namespace: { labels: { [NAME]: 'other' } } }, 'namespace.labels'],
  [
    { jobs: { namespace: 'ci', namespaces: { ci: { labels: { [NAME]: 'other' } } } } },
    'jobs.namespaces.ci.labels',
  ],
  [{ metrics: { podMonitor: { enabled: true, labels: { [NAME]: 'other' } } } }, 'metrics.podMonitor.labels'],
])('tells of a label in place of ours: %j', (spec, place) => {
  expect(findings({}, spec)).toEqual([`warning NO_EFFECT spec.${place}["${NAME}"]`]);
});

it('leaves others alone, and those that are as ours', () => {
  const podLabels = { [NAME]: 'gitlab-runner', 'app.kubernetes.io/part-of': 'ci', team: 'a' };
  expect(findings({}, { manager: { podLabels } })).toEqual([]);
});

it.each([
  ['true', true],
  ['', true],
  ['false', false],
])('tells of objects that kustomize would leave out: %j', (value, isOut) => {
  const key = 'config.kubernetes.io/local-config';
  expect(findings({}, { commonAnnotations: { [key]: value } })).toEqual(
    isOut ? [`warning UNUSUAL_VALUE spec.commonAnnotations["${key}"]`] : [],
  );
});
