import { describe, expect, it } from 'vitest';

import { findings } from '../../support/findings.ts';

const on = { enabled: true };
const prometheus = [{ podSelector: { matchLabels: { app: 'prometheus' } } }];

describe('metrics', () => {
  it.each<[string, object]>([
    ['a PodMonitor alone', { metrics: { podMonitor: on, prometheusRule: on, dashboard: on } }],
    ['a ServiceMonitor with its Service', { metrics: { service: on, serviceMonitor: on } }],
    [
      'a policy that lets Prometheus in',
      { metrics: { podMonitor: on }, networkPolicy: { ...on, metricsFrom: prometheus } },
    ],
    [
      'a policy that lets Prometheus in by a rule of its own',
      { metrics: { podMonitor: on }, networkPolicy: { ...on, extraIngress: [{ from: prometheus }] } },
    ],
    ['no metrics port and nothing that needs it', { config: { listen_address: '' } }],
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
      'objects without a metrics port',
      {
        config: { listen_address: '' },
        metrics: { service: on, podMonitor: on, serviceMonitor: on, prometheusRule: on, dashboard: on },
      },
      ['service', 'podMonitor', 'serviceMonitor', 'prometheusRule', 'dashboard'].map(
        (block) => `error NEEDS_KEY spec.metrics.${block}.enabled`,
      ),
    ],
    [
      'a ServiceMonitor without a Service',
      { metrics: { serviceMonitor: on } },
      ['error NEEDS_KEY spec.metrics.serviceMonitor.enabled'],
    ],
    [
      'two monitors',
      { metrics: { service: on, serviceMonitor: on, podMonitor: on } },
      ['warning SCRAPED_TWICE spec.metrics.serviceMonitor.enabled'],
    ],
    [
      'a policy that keeps Prometheus out',
      { metrics: { podMonitor: on }, networkPolicy: on },
      ['warning METRICS_UNREACHABLE spec.networkPolicy'],
    ],
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
  ])('tells of %s', (_name, spec, expected) => {
    expect(findings({}, spec)).toEqual(expected);
  });
});
