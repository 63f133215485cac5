import { describe, expect, it } from 'vitest';

import { findings } from '../../support/findings.ts';

const on = { enabled: true };

describe('the Service of the session server', () => {
  const sessionFindings = (sessionServer: object, spec: object = {}): string[] =>
    findings({}, { sessionServer, ...spec });

  it.each<[string, object, object?]>([
    [
      'a fixed port on the nodes',
      { enabled: true, service: { type: 'NodePort', nodePort: 30093 } },
      { config: { session_server: { advertise_address: 'a.example.com:30093' } } },
    ],
  ])('takes %s', (_name, sessionServer, spec) => {
    expect(sessionFindings(sessionServer, spec)).toEqual([]);
  });

  it.each<[string, object, object, string[]]>([
    [
      'a node port of a Service that has none',
      { enabled: true, service: { type: 'ClusterIP', nodePort: 30093 } },
      {},
      ['error CONTRADICTION spec.sessionServer.service.nodePort'],
    ],
    [
      'source ranges without a load balancer, which an Ingress makes needless',
      {
        enabled: true,
        ingress: { enabled: true, host: 'a.example.com' },
        service: { loadBalancerSourceRanges: ['192.0.2.0/24'] },
      },
      {},
      ['error CONTRADICTION spec.sessionServer.service.loadBalancerSourceRanges'],
    ],
  ])('tells of %s', (_name, sessionServer, spec, expected) => {
    expect(sessionFindings(sessionServer, spec)).toEqual(expected);
  });
});

describe('the Service of the metrics port', () => {
  it.each<[string, object]>([
    [
      'a port of the nodes',
      { metrics: { service: { ...on, type: 'NodePort', nodePort: 30252, externalTrafficPolicy: 'Local' } } },
    ],
    [
      'traffic from outside to addresses of its own',
      { metrics: { service: { ...on, externalIPs: ['192.0.2.1'], externalTrafficPolicy: 'Local' } } },
    ],
    ['a Service without an address', { metrics: { service: { ...on, clusterIP: 'None' } } }],
  ])('takes %s', (_name, spec) => {
    expect(findings({}, spec)).toEqual([]);
  });

  it.each<[string, object, string[]]>([
    [
      'a node port of a Service inside the cluster',
      { metrics: { service: { ...on, nodePort: 30252 } } },
      ['error CONTRADICTION spec.metrics.service.nodePort'],
    ],
    [
      'settings of a load balancer that there is not',
      { metrics: { service: { ...on, type: 'NodePort', loadBalancerIP: '192.0.2.1' } } },
      ['error CONTRADICTION spec.metrics.service.loadBalancerIP'],
    ],
    [
      'a load balancer without an address in the cluster',
      { metrics: { service: { ...on, type: 'LoadBalancer', clusterIP: 'None' } } },
      ['error CONTRADICTION spec.metrics.service.clusterIP'],
    ],
    [
      'a port of the nodes beside it of a Service inside the cluster',
      { metrics: { service: { ...on, additionalPorts: [{ name: 'web', port: 80, nodePort: 30080 }] } } },
      ['error CONTRADICTION spec.metrics.service.additionalPorts[0].nodePort'],
    ],
    [
      'ports that are there already',
      {
        metrics: {
          service: {
            ...on,
            additionalPorts: [
              { name: 'metrics', port: 80 },
              { name: 'web', port: 80 },
              { name: 'web', port: 80, protocol: 'UDP' },
            ],
          },
        },
      },
      [
        'error NAME_TAKEN spec.metrics.service.additionalPorts[0].name',
        'error NAME_TAKEN spec.metrics.service.additionalPorts[1].port',
        'error NAME_TAKEN spec.metrics.service.additionalPorts[2].name',
      ],
    ],
    [
      'addresses that are none',
      { metrics: { service: { ...on, clusterIP: 'auto', externalIPs: ['example.com'] } } },
      [
        'error WRONG_FORMAT spec.metrics.service.clusterIP',
        'error WRONG_FORMAT spec.metrics.service.externalIPs[0]',
      ],
    ],
  ])('tells of %s', (_name, spec, expected) => {
    expect(findings({}, spec)).toEqual(expected);
  });
});
