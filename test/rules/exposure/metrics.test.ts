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
      'a scrape that may take longer than the time between two',
      { metrics: { podMonitor: { ...on, interval: '1m30s', scrapeTimeout: '91s' } } },
      ['error CONTRADICTION spec.metrics.podMonitor.scrapeTimeout'],
    ],
    [
      'a policy that keeps Prometheus out',
      { metrics: { podMonitor: on }, networkPolicy: on },
      ['warning METRICS_UNREACHABLE spec.networkPolicy'],
    ],
  ])('tells of %s', (_name, spec, expected) => {
    expect(findings({}, spec)).toEqual(expected);
  });

  it('takes a scrape that may take as long as the time between two, or whose interval Prometheus knows', () => {
    for (const times of [{ interval: '1m30s', scrapeTimeout: '90000ms' }, { scrapeTimeout: '1d' }])
      expect(findings({}, { metrics: { podMonitor: { ...on, ...times } } })).toEqual([]);
  });
});
