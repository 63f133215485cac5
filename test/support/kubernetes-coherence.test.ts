import { describe, expect, test } from 'vitest';
import { coherenceProblems, expectCoherent } from './kubernetes-coherence.ts';
import { manifests, withChange } from './manifest-samples.ts';

const container = 'spec.template.spec.containers.0';

describe('coherenceProblems', () => {
  test('finds nothing in sound objects', () => {
    expect(coherenceProblems(manifests())).toEqual([]);
  });

  test.each<[string, string, string, unknown, string]>([
    // Names and labels.
    [
      'a name in upper case',
      'ConfigMap/runner',
      'metadata.name',
      'Runner',
      'name is not legal for a ConfigMap',
    ],
    [
      'a Service that begins with a digit',
      'Service/runner',
      'metadata.name',
      '1runner',
      'not legal for a Service',
    ],
    ['a Namespace with a dot', 'Namespace/jobs', 'metadata.name', 'jobs.ci', 'not legal for a Namespace'],
    ['a Role with a slash', 'Role/runner', 'metadata.name', 'a/b', 'not legal for a Role'],
    ['a name of 254 characters', 'Secret/runner', 'metadata.name', 'a'.repeat(254), 'not legal for a Secret'],
    ['a label value with a space', 'Secret/runner', 'metadata.labels', { a: 'b c' }, 'value of label a'],
    [
      'a label value of 64 characters',
      'Secret/runner',
      'metadata.labels',
      { a: 'b'.repeat(64) },
      'value of label a',
    ],
    ['a label key with two slashes', 'Secret/runner', 'metadata.labels', { 'a/b/c': '' }, 'label key a/b/c'],
    ['a label key with an empty prefix', 'Secret/runner', 'metadata.labels', { '/c': '' }, 'label key /c'],
    [
      'an annotation key with a space',
      'Secret/runner',
      'metadata.annotations',
      { 'a b': '' },
      'annotation key a b',
    ],
    ['too large annotations', 'Secret/runner', 'metadata.annotations', { a: 'x'.repeat(262144) }, '256 KiB'],
    [
      'an illegal label of the template',
      'Deployment/runner',
      'spec.template.metadata.labels.tier',
      '-',
      'label tier',
    ],
    [
      'an unknown namespace',
      'Secret/runner',
      'metadata.namespace',
      'other',
      'Namespace other is not rendered',
    ],
    // Data.
    ['a data key with a slash', 'ConfigMap/runner', 'data.a/b', '', 'data key a/b'],
    ['the data key ..', 'ConfigMap/runner', 'data', { '..': '' }, 'data key ..'],
    ['too large data', 'ConfigMap/runner', 'data.a', 'x'.repeat(1048576), '1 MiB'],
    [
      'a Secret in plain text under data',
      'Secret/runner',
      'data',
      { a: 'not base64' },
      'data.a is not base64',
    ],
    // The Deployment.
    ['an empty selector', 'Deployment/runner', 'spec.selector', {}, 'selector is empty'],
    [
      'a selector of other Pods',
      'Deployment/runner',
      'spec.selector',
      { matchLabels: { a: 'b' } },
      'does not match the template',
    ],
    [
      'an unmatched expression',
      'Deployment/runner',
      'spec.selector.matchExpressions',
      [{ key: 'tier', operator: 'NotIn', values: ['manager'] }],
      'does not match the template',
    ],
    [
      'a mount without a volume',
      'Deployment/runner',
      `${container}.volumeMounts.0.name`,
      'x',
      'volume x does not exist',
    ],
    [
      'a volume without a mount',
      'Deployment/runner',
      `${container}.volumeMounts`,
      [],
      'volume config is mounted nowhere',
    ],
    [
      'two mounts at one path',
      'Deployment/runner',
      `${container}.volumeMounts.1`,
      { name: 'config', mountPath: '/config' },
      'two mounts at /config',
    ],
    [
      'a volume twice',
      'Deployment/runner',
      'spec.template.spec.volumes.1',
      { name: 'config', emptyDir: {} },
      'volume config is there twice',
    ],
    [
      'a container twice',
      'Deployment/runner',
      'spec.template.spec.initContainers',
      [{ name: 'runner' }],
      'container runner is there twice',
    ],
    [
      'a ConfigMap that is not rendered',
      'Deployment/runner',
      'spec.template.spec.volumes.0.configMap.name',
      'x',
      'ConfigMap x is not rendered',
    ],
    [
      'a key that the ConfigMap lacks',
      'Deployment/runner',
      'spec.template.spec.volumes.0.configMap.items.0.key',
      'x',
      'ConfigMap runner has no key x',
    ],
    [
      'a projected Secret that is not rendered',
      'Deployment/runner',
      'spec.template.spec.volumes.0',
      { name: 'config', projected: { sources: [{ secret: { name: 'x' } }] } },
      'Secret x is not rendered',
    ],
    [
      'a Secret volume that is not rendered',
      'Deployment/runner',
      'spec.template.spec.volumes.0',
      { name: 'config', secret: { secretName: 'x' } },
      'Secret x is not rendered',
    ],
    [
      'a claim that is not rendered',
      'Deployment/runner',
      'spec.template.spec.volumes.0',
      { name: 'config', persistentVolumeClaim: { claimName: 'x' } },
      'PersistentVolumeClaim x is not rendered',
    ],
    [
      'a Secret of a variable',
      'Deployment/runner',
      `${container}.env.0.valueFrom.secretKeyRef.name`,
      'x',
      'Secret x is not rendered',
    ],
    [
      'a key of a variable',
      'Deployment/runner',
      `${container}.env.0.valueFrom.secretKeyRef.key`,
      'x',
      'Secret runner has no key x',
    ],
    [
      'a ConfigMap of variables',
      'Deployment/runner',
      `${container}.envFrom`,
      [{ configMapRef: { name: 'x' } }],
      'ConfigMap x is not rendered',
    ],
    [
      'a variable twice',
      'Deployment/runner',
      `${container}.env.1`,
      { name: 'RUNNER_TOKEN', value: '' },
      'variable RUNNER_TOKEN is there twice',
    ],
    [
      'a probe of an unknown port',
      'Deployment/runner',
      `${container}.livenessProbe.httpGet.port`,
      'web',
      'names the port web',
    ],
    [
      'a probe with two actions',
      'Deployment/runner',
      `${container}.livenessProbe.tcpSocket`,
      { port: 1 },
      'livenessProbe has 2 actions',
    ],
    [
      'a probe without an action',
      'Deployment/runner',
      `${container}.livenessProbe`,
      { periodSeconds: 3 },
      'livenessProbe has 0 actions',
    ],
    [
      'a request above the limit',
      'Deployment/runner',
      `${container}.resources.requests.cpu`,
      '1100m',
      'requests more cpu',
    ],
    [
      'an unknown service account',
      'Deployment/runner',
      'spec.template.spec.serviceAccountName',
      'x',
      'ServiceAccount x is not rendered',
    ],
    [
      'an unknown pull Secret',
      'Deployment/runner',
      'spec.template.spec.imagePullSecrets',
      [{ name: 'x' }],
      'Secret x is not rendered',
    ],
    [
      'an unknown priority class',
      'Deployment/runner',
      'spec.template.spec.priorityClassName',
      'x',
      'PriorityClass x is not rendered',
    ],
    // References between objects.
    ['a binding to an unknown Role', 'RoleBinding/runner', 'roleRef.name', 'x', 'Role x is not rendered'],
    [
      'a binding to a Role elsewhere',
      'RoleBinding/runner',
      'metadata.namespace',
      'ci',
      'Role runner is not rendered',
    ],
    [
      'a binding to an unknown account',
      'RoleBinding/runner',
      'subjects.0.name',
      'x',
      'ServiceAccount ci/x is not rendered',
    ],
    [
      'a binding to an account elsewhere',
      'ClusterRoleBinding/runner',
      'subjects.0.namespace',
      'jobs',
      'ServiceAccount jobs/runner',
    ],
    ['a binding of nobody', 'RoleBinding/runner', 'subjects', [], 'nobody is bound'],
    ['a Service of no Pod', 'Service/runner', 'spec.selector', { a: 'b' }, 'selects no Pod'],
    ['a Service in another namespace', 'Service/runner', 'metadata.namespace', 'jobs', 'selects no Pod'],
    ['a Service to an unknown port', 'Service/runner', 'spec.ports.0.targetPort', 'web', 'no port named web'],
    [
      'two ports of one name',
      'Service/runner',
      'spec.ports.0.name',
      'session',
      'port name session is there twice',
    ],
    [
      'a nameless port of two',
      'Service/runner',
      'spec.ports.1.name',
      undefined,
      'a port of several has no name',
    ],
    [
      'a budget of no Pod',
      'PodDisruptionBudget/runner',
      'spec.selector.matchLabels',
      { a: 'b' },
      'selects no Pod',
    ],
    [
      'a policy of no Pod',
      'NetworkPolicy/runner',
      'spec.podSelector.matchLabels',
      { a: 'b' },
      'selects no Pod',
    ],
    [
      'a policy of an unknown port',
      'NetworkPolicy/runner',
      'spec.ingress.0.ports.0.port',
      'web',
      'no port named web',
    ],
    ['egress without its type', 'NetworkPolicy/runner', 'spec.egress', [{}], 'without the type Egress'],
    [
      'ingress without its type',
      'NetworkPolicy/runner',
      'spec.policyTypes',
      ['Egress'],
      'without the type Ingress',
    ],
    [
      'an autoscaler of nothing',
      'HorizontalPodAutoscaler/runner',
      'spec.scaleTargetRef.name',
      'x',
      'Deployment x is not rendered',
    ],
    [
      'a minimum above the maximum',
      'HorizontalPodAutoscaler/runner',
      'spec.minReplicas',
      4,
      'larger than maxReplicas',
    ],
    [
      'an Ingress to no Service',
      'Ingress/runner',
      'spec.rules.0.http.paths.0.backend.service.name',
      'x',
      'Service x is not rendered',
    ],
    [
      'an Ingress to an unknown port',
      'Ingress/runner',
      'spec.rules.0.http.paths.0.backend.service.port',
      { number: 1 },
      'Service runner has no port 1',
    ],
    [
      'an Ingress with an unknown Secret',
      'Ingress/runner',
      'spec.tls',
      [{ secretName: 'x' }],
      'Secret x is not rendered',
    ],
    [
      'a PodMonitor of no Pod',
      'PodMonitor/runner',
      'spec.selector.matchLabels',
      { a: 'b' },
      'selects no Pod',
    ],
    [
      'a PodMonitor that looks elsewhere',
      'PodMonitor/runner',
      'spec.namespaceSelector',
      { matchNames: ['jobs'] },
      'selects no Pod',
    ],
    [
      'a PodMonitor of an unknown port',
      'PodMonitor/runner',
      'spec.podMetricsEndpoints.0.port',
      'web',
      'no port named web',
    ],
    [
      'a ServiceMonitor of no Service',
      'ServiceMonitor/runner',
      'spec.selector.matchLabels',
      { a: 'b' },
      'selects no Service',
    ],
    [
      'a ServiceMonitor of an unknown port',
      'ServiceMonitor/runner',
      'spec.endpoints.0.port',
      'web',
      'no port named web',
    ],
  ])('finds %s', (_, id, path, value, problem) => {
    expect(coherenceProblems(withChange(manifests(), id, path, value)).join('\n')).toContain(problem);
  });

  test('finds two objects of one id', () => {
    const objects = [...manifests(), ...manifests().filter(({ kind }) => kind === 'Secret')];
    expect(coherenceProblems(objects)).toEqual(['Secret/ci/runner: more than one object']);
  });

  test('takes what is said to exist elsewhere', () => {
    const objects = manifests().filter(({ kind }) => kind !== 'Secret');
    expect(coherenceProblems(objects)).toEqual([
      'Deployment/ci/runner: Secret runner is not rendered',
    ]);
    expect(coherenceProblems(objects, { external: ['Secret/runner'] })).toEqual([]);
  });

  test('takes what is optional', () => {
    const path = `${container}.env.0.valueFrom.secretKeyRef`;
    const objects = withChange(manifests(), 'Deployment/runner', path, {
      name: 'x',
      key: 'y',
      optional: true,
    });
    expect(coherenceProblems(objects)).toEqual([]);
  });

  test('lets policies select Pods that others make', () => {
    const change = (): ReturnType<typeof manifests> => {
      const objects = withChange(manifests(), 'NetworkPolicy/runner', 'metadata.namespace', 'jobs');
      return withChange(objects, 'NetworkPolicy/runner', 'spec', {
        podSelector: {},
        policyTypes: ['Ingress'],
      });
    };
    expect(coherenceProblems(change())).toEqual(['NetworkPolicy/jobs/runner: the selector selects no Pod']);
    expect(coherenceProblems(change(), { pods: [{ namespace: 'jobs', labels: {} }] })).toEqual([]);
  });

  test.each<[string, string, string[], boolean]>([
    ['tier', 'Exists', [], true],
    ['tier', 'DoesNotExist', [], false],
    ['none', 'Exists', [], false],
    ['none', 'DoesNotExist', [], true],
    ['tier', 'In', ['manager'], true],
    ['tier', 'In', ['job'], false],
    ['none', 'In', ['manager'], false],
    ['tier', 'NotIn', ['job'], true],
    ['tier', 'NotIn', ['manager'], false],
    ['none', 'NotIn', ['manager'], true],
  ])('understands the expression %s %s %j', (key, operator, values, matches) => {
    const selector = { matchExpressions: [{ key, operator, values }] };
    const objects = withChange(manifests(), 'PodDisruptionBudget/runner', 'spec.selector', selector);
    expect(coherenceProblems(objects).length === 0).toBe(matches);
  });
});

describe('expectCoherent', () => {
  test('fails on a reference to nothing', () => {
    const objects = withChange(
      manifests(),
      'Deployment/runner',
      'spec.template.spec.serviceAccountName',
      'x',
    );
    expect(() => expectCoherent(objects)).toThrow('ServiceAccount x is not rendered');
  });

  test('fails on nothing at all', () => {
    expect(() => expectCoherent([])).toThrow();
  });
});
