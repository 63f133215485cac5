import { describe, expect, it } from 'vitest';

import { findings } from '../../support/findings.ts';

const manager = (settings: object): string[] =>
  findings({}, { manager: settings }).map((finding) => finding.replace('spec.manager.', ''));

const volumes = [{ name: 'a', emptyDir: {} }];
const container = { name: 'x', image: 'x:1' };
const everywhere = { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway' };
const spread = { ...everywhere, labelSelector: {} };
const podAffinity = (term: object): object => ({
  affinity: {
    podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone', ...term }] },
  },
});
const preferred = (term: object): object => ({
  affinity: {
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        { weight: 1, podAffinityTerm: { topologyKey: 'zone', ...term } },
      ],
    },
  },
});
const nodes = (term: object): object => ({
  affinity: {
    nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] } },
  },
});
const required = 'requiredDuringSchedulingIgnoredDuringExecution';
const variable = (fieldPath: string): object => ({
  env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath } } }],
});
const file = (item: object): object => ({
  volumes: [{ name: 'a', downwardAPI: { items: [{ path: 'a', ...item }] } }],
});

const claim = (spec: object): object => ({
  volumes: [{ name: 'a', ephemeral: { volumeClaimTemplate: { spec } } }],
});

describe('what the API server refuses in a part of the manager', () => {
  it.each<[object, string]>([
    [{ dnsPolicy: 'None' }, 'NEEDS_KEY dnsPolicy'],
    [{ dnsPolicy: 'None', dnsConfig: { searches: ['a.b'] } }, 'NEEDS_KEY dnsPolicy'],
    [{ dnsConfig: { searches: ['A b'] } }, 'WRONG_FORMAT dnsConfig.searches[0]'],
    [{ dnsConfig: { options: [{ name: '' }] } }, 'OUT_OF_RANGE dnsConfig.options[0].name'],
    [{ minReadySeconds: 600 }, 'CONTRADICTION minReadySeconds'],
    [{ minReadySeconds: 6, progressDeadlineSeconds: 6 }, 'CONTRADICTION minReadySeconds'],
    [{ strategy: { type: 'Recreate', rollingUpdate: {} } }, 'CONTRADICTION strategy.rollingUpdate'],
    [
      { strategy: { rollingUpdate: { maxSurge: '0%', maxUnavailable: 0 } } },
      'CONTRADICTION strategy.rollingUpdate.maxUnavailable',
    ],
    [
      { strategy: { rollingUpdate: { maxUnavailable: '101%' } } },
      'REFUSED_VALUE strategy.rollingUpdate.maxUnavailable',
    ],
    [{ tolerations: [{ effect: 'NoSchedule' }] }, 'NEEDS_KEY tolerations[0]'],
    [{ tolerations: [{ key: 'a', operator: 'Exists', value: 'b' }] }, 'CONTRADICTION tolerations[0].value'],
    [
      { tolerations: [{ operator: 'Exists', tolerationSeconds: 3 }] },
      'CONTRADICTION tolerations[0].tolerationSeconds',
    ],
    [
      { topologySpreadConstraints: [{ ...spread, minDomains: 2 }] },
      'CONTRADICTION topologySpreadConstraints[0].minDomains',
    ],
    [
      { topologySpreadConstraints: [{ ...everywhere, matchLabelKeys: ['a'] }] },
      'NEEDS_KEY topologySpreadConstraints[0].matchLabelKeys',
    ],
    [
      { topologySpreadConstraints: [spread, { ...spread, maxSkew: 2 }] },
      'NAME_TAKEN topologySpreadConstraints[1].topologyKey',
    ],
    [podAffinity({ matchLabelKeys: ['a'] }), `NEEDS_KEY affinity.podAffinity.${required}[0].matchLabelKeys`],
    [
      preferred({ mismatchLabelKeys: ['a'] }),
      'NEEDS_KEY affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm.mismatchLabelKeys',
    ],
    [
      preferred({
        labelSelector: {},
        namespaceSelector: { matchExpressions: [{ key: 'a', operator: 'NotIn', values: [] }] },
      }),
      'CONTRADICTION affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm.namespaceSelector.matchExpressions[0]',
    ],
    [
      nodes({ matchExpressions: [{ key: 'a', operator: 'Gt', values: ['1', '2'] }] }),
      `CONTRADICTION affinity.nodeAffinity.${required}.nodeSelectorTerms[0].matchExpressions[0]`,
    ],
    [
      nodes({ matchFields: [{ key: 'spec.nodeName', operator: 'In', values: ['a'] }] }),
      `CONTRADICTION affinity.nodeAffinity.${required}.nodeSelectorTerms[0].matchFields[0]`,
    ],
    [
      { podSecurityContext: { seccompProfile: { type: 'Localhost' } } },
      'NEEDS_KEY podSecurityContext.seccompProfile',
    ],
    [
      { securityContext: { appArmorProfile: { type: 'Unconfined', localhostProfile: 'a' } } },
      'CONTRADICTION securityContext.appArmorProfile.localhostProfile',
    ],
    [
      { securityContext: { seccompProfile: { type: 'Localhost', localhostProfile: '/a' } } },
      'WRONG_FORMAT securityContext.seccompProfile.localhostProfile',
    ],
    [
      { securityContext: { capabilities: { add: ['CAP_KILL'] } } },
      'WRONG_FORMAT securityContext.capabilities.add[0]',
    ],
    [{ securityContext: { procMount: 'Unmasked' } }, 'NOT_ALLOWED securityContext.procMount'],
    [
      { podSecurityContext: { sysctls: [{ name: 'A B', value: '1' }] } },
      'WRONG_FORMAT podSecurityContext.sysctls[0].name',
    ],
    [
      {
        podSecurityContext: {
          sysctls: [
            { name: 'net.a', value: '1' },
            { name: 'net.a', value: '2' },
          ],
        },
      },
      'NAME_TAKEN podSecurityContext.sysctls[1].name',
    ],
    [{ containers: [{ name: 'x' }] }, 'MISSING_KEY containers[0]'],
    [{ initContainers: [{ name: 'x' }] }, 'MISSING_KEY initContainers[0]'],
    [
      { initContainers: [{ ...container, lifecycle: { preStop: { exec: { command: ['a'] } } } }] },
      'CONTRADICTION initContainers[0].lifecycle',
    ],
    [
      { initContainers: [{ ...container, readinessProbe: { tcpSocket: { port: 1 } } }] },
      'CONTRADICTION initContainers[0].readinessProbe',
    ],
    [
      { env: [{ name: 'A', value: 'a', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] },
      'EXCLUSIVE_KEYS env[0].valueFrom',
    ],
    [variable('metadata.labels'), 'REFUSED_VALUE env[0].valueFrom.fieldRef.fieldPath'],
    [variable('nope.nope'), 'WRONG_FORMAT env[0].valueFrom.fieldRef.fieldPath'],
    [variable("metadata.labels['a b']"), 'WRONG_FORMAT env[0].valueFrom.fieldRef.fieldPath'],
    [
      { env: [{ name: 'A', valueFrom: { resourceFieldRef: { resource: 'cpu' } } }] },
      'WRONG_FORMAT env[0].valueFrom.resourceFieldRef.resource',
    ],
    [{ envFrom: [{ prefix: 'A_' }] }, 'NEEDS_KEY envFrom[0]'],
    [
      { envFrom: [{ configMapRef: { name: 'a' }, secretRef: { name: 'a' } }] },
      'EXCLUSIVE_KEYS envFrom[0].secretRef',
    ],
    [{ hostNetwork: true, ports: [{ containerPort: 1, hostPort: 2 }] }, 'CONTRADICTION ports[0].hostPort'],
    [
      { volumes, volumeMounts: [{ name: 'a', mountPath: '/a', subPath: '../..' }] },
      'WRONG_FORMAT volumeMounts[0].subPath',
    ],
    [
      { volumes, volumeMounts: [{ name: 'a', mountPath: '/a', subPath: 'a', subPathExpr: 'b' }] },
      'EXCLUSIVE_KEYS volumeMounts[0].subPathExpr',
    ],
    [
      { volumes, volumeMounts: [{ name: 'a', mountPath: '/a', recursiveReadOnly: 'Enabled' }] },
      'NEEDS_KEY volumeMounts[0].recursiveReadOnly',
    ],
    [
      { volumes, volumeMounts: [{ name: 'a', mountPath: '/a', mountPropagation: 'Bidirectional' }] },
      'CONTRADICTION volumeMounts[0].mountPropagation',
    ],
    [
      {
        volumes,
        containers: [
          { ...container, volumeMounts: ['/a', '/a/'].map((mountPath) => ({ name: 'a', mountPath })) },
        ],
      },
      'NAME_TAKEN containers[0].volumeMounts[1].mountPath',
    ],
    [
      {
        hostNetwork: true,
        podSecurityContext: { sysctls: [{ name: 'net.ipv4.ip_local_port_range', value: '1 2' }] },
      },
      'CONTRADICTION podSecurityContext.sysctls',
    ],
    [
      podAffinity({ labelSelector: {}, matchLabelKeys: ['a'], mismatchLabelKeys: ['a'] }),
      `CONTRADICTION affinity.podAffinity.${required}[0].matchLabelKeys`,
    ],
    [
      {
        topologySpreadConstraints: [
          { ...spread, labelSelector: { matchLabels: { a: 'b' } }, matchLabelKeys: ['a'] },
        ],
      },
      'CONTRADICTION topologySpreadConstraints[0].matchLabelKeys',
    ],
    [
      {
        volumes,
        volumeMounts: [
          {
            name: 'a',
            mountPath: '/a',
            readOnly: true,
            recursiveReadOnly: 'Enabled',
            mountPropagation: 'HostToContainer',
          },
        ],
      },
      'CONTRADICTION volumeMounts[0].recursiveReadOnly',
    ],
    [
      file({
        fieldRef: { fieldPath: 'metadata.name' },
        resourceFieldRef: { resource: 'limits.cpu', containerName: 'x' },
      }),
      'EXCLUSIVE_KEYS volumes[0].downwardAPI.items[0].resourceFieldRef',
    ],
    [
      file({ resourceFieldRef: { resource: 'limits.memory', containerName: 'x', divisor: '1m' } }),
      'REFUSED_VALUE volumes[0].downwardAPI.items[0].resourceFieldRef.divisor',
    ],
    [
      {
        volumes: [
          {
            name: 'a',
            projected: {
              sources: [
                { serviceAccountToken: { path: 'x' } },
                { secret: { name: 'a', items: [{ key: 'a', path: 'x' }] } },
              ],
            },
          },
        ],
      },
      'NAME_TAKEN volumes[0].projected.sources',
    ],
    [
      claim({
        accessModes: ['ReadWriteOnce', 'ReadWriteOncePod'],
        resources: { requests: { storage: '1Gi' } },
      }),
      'CONTRADICTION volumes[0].ephemeral.volumeClaimTemplate.spec.accessModes',
    ],
    [
      { volumes: [{ name: 'a', azureDisk: { diskName: 'a', diskURI: 'https://a', kind: 'Managed' } }] },
      'REFUSED_VALUE volumes[0].azureDisk.diskURI',
    ],
    [
      {
        volumes: [
          {
            name: 'a',
            iscsi: {
              iqn: 'iqn.2001-04.com.example:a',
              lun: 0,
              targetPortal: 'a'.repeat(64),
              initiatorName: 'iqn.2001-04.com.example:b',
            },
          },
        ],
      },
      'REFUSED_VALUE volumes[0].iscsi.targetPortal',
    ],
    [
      { volumes: [{ name: 'a', projected: { sources: [{ clusterTrustBundle: { path: 'a' } }] } }] },
      'EXCLUSIVE_KEYS volumes[0].projected.sources[0].clusterTrustBundle',
    ],
    [
      {
        initContainers: [
          { ...container, resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }] },
        ],
      },
      'CONTRADICTION initContainers[0].resizePolicy',
    ],
    [
      { containers: [{ ...container, restartPolicy: 'Always' }] },
      'CONTRADICTION containers[0].restartPolicy',
    ],
    [{ volumes: [{ name: 'a', fc: { targetWWNs: ['a'] } }] }, 'EXCLUSIVE_KEYS volumes[0].fc'],
    [{ volumes: [{ name: 'a', fc: { fsType: 'ext4' } }] }, 'EXCLUSIVE_KEYS volumes[0].fc'],
    [
      {
        volumes: [
          {
            name: 'a',
            iscsi: { iqn: 'iqn.2001-04.com.example:a', lun: 0, targetPortal: 'a', chapAuthSession: true },
          },
        ],
      },
      'NEEDS_KEY volumes[0].iscsi.secretRef',
    ],
    [
      {
        resources: { claims: [{ name: 'gpu' }, { name: 'gpu' }] },
        podPatch: { spec: { resourceClaims: [{ name: 'gpu', resourceClaimName: 'gpu' }] } },
      },
      'NAME_TAKEN resources.claims',
    ],
    [
      {
        containers: [{ ...container, ports: [1, 2].map((containerPort) => ({ name: 'a', containerPort })) }],
      },
      'NAME_TAKEN containers[0].ports[1].name',
    ],
    [file({}), 'NEEDS_KEY volumes[0].downwardAPI.items[0]'],
    [
      file({ fieldRef: { fieldPath: 'status.podIP' } }),
      'REFUSED_VALUE volumes[0].downwardAPI.items[0].fieldRef.fieldPath',
    ],
    [
      file({ resourceFieldRef: { resource: 'limits.cpu' } }),
      'NEEDS_KEY volumes[0].downwardAPI.items[0].resourceFieldRef',
    ],
    [
      file({ path: '../a', fieldRef: { fieldPath: 'metadata.name' } }),
      'WRONG_FORMAT volumes[0].downwardAPI.items[0].path',
    ],
    [
      { volumes: [{ name: 'a', emptyDir: { sizeLimit: '-1Gi' } }] },
      'WRONG_FORMAT volumes[0].emptyDir.sizeLimit',
    ],
    [{ overhead: { 'example.com/a': '500m' } }, 'REFUSED_VALUE overhead'],
    [{ volumes: [{ name: 'a', image: {} }] }, 'MISSING_KEY volumes[0].image'],
    [{ resources: { claims: [{ name: 'gpu' }] } }, 'NEEDS_KEY resources.claims'],
    [
      { readinessProbe: { terminationGracePeriodSeconds: 3 } },
      'CONTRADICTION readinessProbe.terminationGracePeriodSeconds',
    ],
    [{ livenessProbe: { successThreshold: 2 } }, 'REFUSED_VALUE livenessProbe.successThreshold'],
    [{ livenessProbe: { exec: {} } }, 'MISSING_KEY livenessProbe.exec'],
    [
      { livenessProbe: { httpGet: { port: 1, httpHeaders: [{ name: 'a_b', value: 'c' }] } } },
      'WRONG_FORMAT livenessProbe.httpGet.httpHeaders[0].name',
    ],
    [
      { terminationGracePeriodSeconds: 7200, lifecycle: { postStart: { sleep: { seconds: 7201 } } } },
      'CONTRADICTION lifecycle.postStart.sleep.seconds',
    ],
  ])('is an error: %j', (settings, expected) => {
    expect(manager(settings)).toEqual([`error ${expected}`]);
  });

  it.each<[object, string]>([
    [{ topologySpreadConstraints: [everywhere] }, 'topologySpreadConstraints[0]'],
    [podAffinity({ namespaces: ['a'] }), `affinity.podAffinity.${required}[0]`],
  ])('has no effect without a choice of pods: %j', (settings, expected) => {
    expect(manager(settings)).toEqual([`warning NO_EFFECT ${expected}`]);
  });

  it('is a patch of more than metadata and spec', () => {
    expect(manager({ podPatch: { hostUsers: false } })).toEqual(['error UNKNOWN_KEY podPatch.hostUsers']);
  });

  it.each<object>([
    { dnsPolicy: 'None', dnsConfig: { nameservers: ['192.0.2.1'], searches: ['.', 'a.b.', '_a.b'] } },
    { minReadySeconds: 600, progressDeadlineSeconds: 601 },
    { strategy: { rollingUpdate: { maxSurge: '200%', maxUnavailable: 0 } } },
    { tolerations: [{ operator: 'Exists' }, { key: 'a', operator: 'Exists', value: '' }, { key: 'a' }] },
    { tolerations: [{ operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 3 }] },
    { topologySpreadConstraints: [spread, { ...spread, topologyKey: 'host' }] },
    podAffinity({ labelSelector: {}, matchLabelKeys: ['a'] }),
    nodes({ matchFields: [{ key: 'metadata.name', operator: 'NotIn', values: ['a'] }] }),
    { podSecurityContext: { seccompProfile: { type: 'Localhost', localhostProfile: 'profiles/a.json' } } },
    {
      initContainers: [{ ...container, restartPolicy: 'Always', readinessProbe: { tcpSocket: { port: 1 } } }],
    },
    variable("metadata.annotations['example.com/a']"),
    variable('status.hostIPs'),
    { env: [{ name: 'A', valueFrom: { resourceFieldRef: { resource: 'limits.hugepages-2Mi' } } }] },
    { ports: [{ containerPort: 1, hostPort: 2 }] },
    { volumes, volumeMounts: [{ name: 'a', mountPath: '/a', subPath: '' }] },
    file({ fieldRef: { fieldPath: 'metadata.labels' } }),
    file({ resourceFieldRef: { resource: 'limits.cpu', containerName: 'gitlab-runner' } }),
    {
      resources: { claims: [{ name: 'gpu' }] },
      podPatch: { spec: { resourceClaims: [{ name: 'gpu', resourceClaimName: 'gpu' }] } },
    },
    file({ resourceFieldRef: { resource: 'limits.cpu', containerName: 'x', divisor: '1m' } }),
    file({ resourceFieldRef: { resource: 'limits.memory', containerName: 'x', divisor: '1Mi' } }),
    claim({ accessModes: ['ReadWriteOncePod'], resources: { requests: { storage: '1Gi' } } }),
    { volumes: [{ name: 'a', fc: { targetWWNs: ['a'], lun: 1 } }] },
    { volumes: [{ name: 'a', azureDisk: { diskName: 'a', diskURI: '/subscriptions/a', kind: 'Managed' } }] },
    { readinessProbe: { successThreshold: 2 } },
    { podPatch: { spec: { tolerations: [{}] } } },
  ])('is nothing that it takes: %j', (settings) => {
    expect(manager(settings).filter((finding) => finding.startsWith('error'))).toEqual([]);
  });
});

it('holds wherever such a part is rendered', () => {
  const podSelector = { matchExpressions: [{ key: 'a', operator: 'In' }] };
  const policy = (enabled: boolean): object => ({ enabled, extraIngress: [{ from: [{ podSelector }] }] });
  const place = 'extraIngress[0].from[0].podSelector.matchExpressions[0]';
  expect(findings({}, { networkPolicy: policy(true) })).toContain(
    `error CONTRADICTION spec.networkPolicy.${place}`,
  );
  expect(findings({}, { jobs: { namespace: 'ci', networkPolicy: policy(true) } })).toContain(
    `error CONTRADICTION spec.jobs.networkPolicy.${place}`,
  );
  expect(findings({}, { networkPolicy: policy(false) })).toEqual([]);
  const object = { apiVersion: 'a.example.com/v1', kind: 'A', metadata: { name: 'a' }, tolerations: [{}] };
  expect(findings({}, { extraObjects: { a: object } })).toEqual([]);
});

it('holds for conditions on nodes in config.toml', () => {
  const field = (key: string): object => ({
    affinity: {
      node_affinity: {
        required_during_scheduling_ignored_during_execution: {
          node_selector_terms: [{ match_fields: [{ key, operator: 'In', values: ['a'] }] }],
        },
      },
    },
  });
  expect(findings({ kubernetes: field('metadata.name') })).toEqual([]);
  expect(findings({ kubernetes: field('metadata.uid') })).toEqual([
    'error CONTRADICTION kubernetes.affinity.node_affinity.required_during_scheduling_ignored_during_execution.node_selector_terms[0].match_fields[0]',
  ]);
});
