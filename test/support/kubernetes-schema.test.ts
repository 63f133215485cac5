import { describe, expect, test } from 'vitest';
import { expectStrict, strictProblems } from './kubernetes-schema.ts';
import { manifests, withChange } from './manifest-samples.ts';

describe('strictProblems', () => {
  test('finds nothing in sound objects of every kind', () => {
    expect(strictProblems(manifests())).toEqual([]);
    expect(new Set(manifests().map(({ kind }) => kind)).size).toBe(20);
  });

  test.each<[string, string, string, unknown, RegExp]>([
    [
      'an unknown field of the Deployment',
      'Deployment/runner',
      'spec.paused2',
      true,
      /additional properties.*paused2/,
    ],
    [
      'an unknown field of a container',
      'Deployment/runner',
      'spec.template.spec.containers.0.imagePullpolicy',
      'Always',
      /imagePullpolicy/,
    ],
    [
      'an unknown field deep in a probe',
      'Deployment/runner',
      'spec.template.spec.containers.0.livenessProbe.httpGet.header',
      'x',
      /header/,
    ],
    ['an unknown field of metadata', 'ConfigMap/runner', 'metadata.label', {}, /label/],
    ['a status', 'Deployment/runner', 'status', {}, /status/],
    [
      'a field that the API server fills in',
      'ConfigMap/runner',
      'metadata.creationTimestamp',
      '2020-01-01',
      /creationTimestamp/,
    ],
    ['no namespace', 'ConfigMap/runner', 'metadata.namespace', undefined, /namespace/],
    ['a namespace of a ClusterRole', 'ClusterRole/runner', 'metadata.namespace', 'ci', /namespace/],
    ['no selector', 'Deployment/runner', 'spec.selector', undefined, /selector/],
    ['a text as a port', 'Service/runner', 'spec.ports.0.port', '9252', /port must be integer/],
    ['a number in a ConfigMap', 'ConfigMap/runner', 'data.n', 1, /must be string/],
    ['a number as a quantity', 'ResourceQuota/jobs', 'spec.hard.pods', 5, /pods must be string/],
    ['a malformed quantity', 'ResourceQuota/jobs', 'spec.hard.pods', '5 pods', /quantity/],
    [
      'an unknown restartPolicy',
      'Deployment/runner',
      'spec.template.spec.restartPolicy',
      'Sometimes',
      /allowed values/,
    ],
    [
      'an unknown dnsPolicy',
      'Deployment/runner',
      'spec.template.spec.dnsPolicy',
      'Cluster',
      /allowed values/,
    ],
    ['an unknown Service type', 'Service/runner', 'spec.type', 'Loadbalancer', /allowed values/],
    ['an unknown policy type', 'NetworkPolicy/runner', 'spec.policyTypes.0', 'Inbound', /allowed values/],
    ['no pathType', 'Ingress/runner', 'spec.rules.0.http.paths.0.pathType', undefined, /pathType/],
    [
      'a metric in the old form',
      'HorizontalPodAutoscaler/runner',
      'spec.metrics.0.pods.metricName',
      'x',
      /metricName/,
    ],
    ['a rule without verbs', 'Role/runner', 'rules.0.verbs', undefined, /verbs/],
    ['another API version', 'Role/runner', 'apiVersion', 'rbac.authorization.k8s.io/v1beta1', /no schema/],
    ['an unknown kind', 'Role/runner', 'kind', 'Rôle', /no schema/],
    [
      'an unknown field of a PodMonitor',
      'PodMonitor/runner',
      'spec.podMetricsEndpoints.0.prot',
      'metrics',
      /prot/,
    ],
    ['no expression', 'PrometheusRule/runner', 'spec.groups.0.rules.0.expr', undefined, /expr/],
    ['a duration in words', 'PrometheusRule/runner', 'spec.groups.0.rules.0.for', '5 minutes', /pattern/],
    [
      'an unknown field of a ServiceMonitor',
      'ServiceMonitor/runner',
      'spec.podMetricsEndpoints',
      [],
      /podMetricsEndpoints/,
    ],
  ])('finds %s', (_, id, path, value, problem) => {
    const problems = strictProblems(withChange(manifests(), id, path, value));
    expect(problems.join('\n')).toMatch(problem);
  });
});

describe('expectStrict', () => {
  test('fails on an unknown field', () => {
    expect(() => expectStrict(withChange(manifests(), 'Deployment/runner', 'spec.replica', 1))).toThrow(
      'replica',
    );
  });

  test('fails on nothing at all', () => {
    expect(() => expectStrict([])).toThrow();
  });
});
