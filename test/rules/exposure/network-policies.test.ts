import { describe, expect, it } from 'vitest';

import { findings } from '../../support/findings.ts';

const namespace = (name: string): object => ({ matchLabels: { 'kubernetes.io/metadata.name': name } });
const prometheus = { matchLabels: { app: 'prometheus' } };
const metricsFindings = (peer: object, jobs: object = {}): string[] =>
  findings({}, { jobs, networkPolicy: { enabled: true, metricsFrom: [peer] } });
const open = ['error METRICS_OPEN_TO_JOBS spec.networkPolicy.metricsFrom[0]'];
const both = { ipBlock: { cidr: '192.0.2.0/24' }, podSelector: prometheus };
const apart = { namespace: 'ci-jobs', labels: { purpose: 'jobs' } };

describe('network policies', () => {
  describe('where jobs run beside the manager', () => {
    it.each([
      { podSelector: prometheus },
      { namespaceSelector: namespace('monitoring') },
      { namespaceSelector: {}, podSelector: prometheus },
      { ipBlock: { cidr: '192.0.2.0/24' } },
    ])('takes %j', (peer) => {
      expect(metricsFindings(peer)).toEqual([]);
    });

    it.each([
      { podSelector: {} },
      { namespaceSelector: {} },
      { namespaceSelector: {}, podSelector: {} },
      { namespaceSelector: namespace('ci') },
      { ipBlock: { cidr: '0.0.0.0/0' } },
      { ipBlock: { cidr: '::/0' } },
    ])('sees that %j lets jobs reach the metrics port', (peer) => {
      expect(metricsFindings(peer)).toEqual(open);
    });
  });

  describe('where jobs run elsewhere', () => {
    it.each([
      { podSelector: {} },
      { namespaceSelector: namespace('ci') },
      { namespaceSelector: { matchLabels: { purpose: 'monitoring' } } },
      {
        namespaceSelector: {
          matchExpressions: [{ key: 'purpose', operator: 'DoesNotExist' }],
        },
      },
      {
        namespaceSelector: {
          matchExpressions: [{ key: 'purpose', operator: 'NotIn', values: ['jobs'] }],
        },
      },
      { ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } },
    ])('takes %j', (peer) => {
      expect(metricsFindings(peer, apart)).toEqual([]);
    });

    it.each([
      { namespaceSelector: {} },
      { namespaceSelector: namespace('ci-jobs') },
      { namespaceSelector: { matchLabels: { purpose: 'jobs' } } },
      { namespaceSelector: { matchExpressions: [{ key: 'purpose', operator: 'Exists' }] } },
      {
        namespaceSelector: {
          matchExpressions: [{ key: 'purpose', operator: 'In', values: ['jobs'] }],
        },
      },
      {
        namespaceSelector: { matchExpressions: [{ key: 'purpose', operator: 'NotIn', values: ['web'] }] },
      },
    ])('sees that %j lets jobs reach the metrics port', (peer) => {
      expect(metricsFindings(peer, apart)).toEqual(open);
    });
  });

  it('says nothing of the metrics port where there is none', () => {
    const networkPolicy = { enabled: true, metricsFrom: [{ podSelector: {} }] };
    expect(findings({}, { networkPolicy, config: { listen_address: '' } })).toEqual([]);
  });

  it('says nothing of a policy that is not rendered', () => {
    expect(findings({}, { networkPolicy: { metricsFrom: [{ podSelector: {} }] } })).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['networkPolicy', { apiServer: { peers: [both] } }, 'apiServer.peers[0]'],
    ['networkPolicy', { sessionFrom: [both] }, 'sessionFrom[0]'],
    ['networkPolicy', { extraIngress: [{ from: [both] }] }, 'extraIngress[0].from[0]'],
    ['jobs.networkPolicy', { extraEgress: [{ to: [both] }] }, 'extraEgress[0].to[0]'],
    ['jobs.networkPolicy', { deniedCidrs: ['10.0.0.0/8', '0.0.0.0/0'] }, 'deniedCidrs[1]'],
  ])('tells of what the API server refuses in %s: %j', (block, options, place) => {
    const policy = { enabled: true, ...options };
    const spec = block === 'networkPolicy' ? { networkPolicy: policy } : { jobs: { networkPolicy: policy } };
    expect(findings({}, spec)).toEqual([`error CONTRADICTION spec.${block}.${place}`]);
  });

  it.each([
    { gitlab: { peers: [] } },
    { apiServer: { ports: [] } },
    { dns: { peers: [], ports: [] } },
    { sessionFrom: [] },
  ])('takes no empty list that would open everything: %j', (options) => {
    const found = findings({}, { networkPolicy: { enabled: true, ...options } });
    expect(found.length).toBeGreaterThan(0);
    expect(
      found.every((finding) => / spec\.networkPolicy\..*(?:peers|ports|sessionFrom)$/.test(finding)),
    ).toBe(true);
  });
});
