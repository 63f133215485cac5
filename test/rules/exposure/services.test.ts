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
    ['an address of IPv6', { metrics: { service: { ...on, clusterIP: 'fd00::1' } } }],
    [
      'more ports, one of them with the same number and another protocol',
      {
        metrics: {
          service: {
            ...on,
            additionalPorts: [
              { port: 9252, name: 'b', protocol: 'UDP' },
              { port: 80, name: 'c' },
            ],
          },
        },
      },
    ],
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
      'more ports that are not told apart',
      {
        metrics: {
          service: {
            ...on,
            additionalPorts: [
              { port: 80 },
              { port: 81, name: 'metrics' },
              { port: 9252, name: 'a' },
              { port: 82, name: 'a', nodePort: 30082 },
            ],
          },
        },
      },
      [
        'error NEEDS_KEY spec.metrics.service.additionalPorts[0]',
        'error NAME_TAKEN spec.metrics.service.additionalPorts[1].name',
        'error CONTRADICTION spec.metrics.service.additionalPorts[2].port',
        'error NAME_TAKEN spec.metrics.service.additionalPorts[3].name',
        'error CONTRADICTION spec.metrics.service.additionalPorts[3].nodePort',
      ],
    ],
    [
      'a load balancer without an address in the cluster',
      { metrics: { service: { ...on, type: 'LoadBalancer', clusterIP: 'None' } } },
      ['error CONTRADICTION spec.metrics.service.clusterIP'],
    ],
  ])('tells of %s', (_name, spec, expected) => {
    expect(findings({}, spec)).toEqual(expected);
  });
});
