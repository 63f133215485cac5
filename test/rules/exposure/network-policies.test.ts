import { describe, expect, it } from 'vitest';

import { findings } from '../../support/findings.ts';

const namespace = (name: string): object => ({ matchLabels: { 'kubernetes.io/metadata.name': name } });
const prometheus = { matchLabels: { app: 'prometheus' } };
const metricsFindings = (peer: object, jobs: object = {}): string[] =>
  findings({}, { jobs, networkPolicy: { enabled: true, metricsFrom: [peer] } });
const open = ['error METRICS_OPEN_TO_JOBS spec.networkPolicy.metricsFrom[0]'];
const both = { ipBlock: { cidr: '192.0.2.0/24' }, podSelector: prometheus };
const managedBy = { 'app.kubernetes.io/managed-by': 'gitlab-runner-manifests' };
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
      {
        ipBlock: {
          cidr: '0.0.0.0/0',
          except: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'],
        },
      },
      { ipBlock: { cidr: '10.1.2.0/24' } },
      { ipBlock: { cidr: '2001:db8::/32' } },
      { ipBlock: { cidr: '10.1.0.0/16', except: ['10.1.0.0/17', '10.1.128.0/17'] } },
      { namespaceSelector: { matchLabels: managedBy }, podSelector: prometheus },
      {
        namespaceSelector: {},
        podSelector: {
          matchExpressions: [{ key: 'job.runner.gitlab.com/pod', operator: 'DoesNotExist' }],
        },
      },
      { namespaceSelector: {}, podSelector: { matchLabels: { team: 'platform' } } },
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

  it.each([
    { namespaceSelector: { matchLabels: managedBy } },
    { namespaceSelector: { matchLabels: { 'pod-security.kubernetes.io/enforce': 'baseline' } } },
    { namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'Exists' }] } },
    { namespaceSelector: {}, podSelector: { matchLabels: { app: 'job' } } },
    { namespaceSelector: {}, podSelector: { matchLabels: { branch: 'main' } } },
    {
      namespaceSelector: {},
      podSelector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] },
    },
    {
      namespaceSelector: {},
      podSelector: { matchExpressions: [{ key: 'monitored', operator: 'DoesNotExist' }] },
    },
    {
      namespaceSelector: {},
      podSelector: { matchExpressions: [{ key: 'project.runner.gitlab.com/id', operator: 'Exists' }] },
    },
    { namespaceSelector: {}, podSelector: { matchLabels: { team: 'blue' } } },
    { namespaceSelector: {}, podSelector: { matchLabels: { app: 'prometheus' } } },
    { ipBlock: { cidr: '0.0.0.0/0', except: ['192.0.2.1/32'] } },
    { ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } },
    { ipBlock: { cidr: '0.0.0.0/1' } },
    { ipBlock: { cidr: '128.0.0.0/1' } },
    { ipBlock: { cidr: '10.244.0.0/16' } },
    { ipBlock: { cidr: '10.0.0.0/8', except: ['10.0.0.0/9', '10.128.0.0/10'] } },
    { ipBlock: { cidr: '::/0', except: ['2000::/3'] } },
  ])('sees by what jobs and their namespaces have that %j lets them in', (peer) => {
    const kubernetes = {
      image: 'alpine',
      pod_labels: { app: 'job', branch: '$CI_COMMIT_REF_SLUG' },
      pod_labels_overwrite_allowed: '^(team=(blue|green)|app=prometheus)$',
    };
    for (const policy of [{ metricsFrom: [peer] }, { extraIngress: [{ from: [peer] }] }]) {
      const found = findings({ kubernetes }, { jobs: apart, networkPolicy: { enabled: true, ...policy } });
      const place = Object.keys(policy)[0] === 'metricsFrom' ? 'metricsFrom[0]' : 'extraIngress[0].from[0]';
      expect(found).toEqual([`error METRICS_OPEN_TO_JOBS spec.networkPolicy.${place}`]);
    }
  });

  it('counts namespaces that are made for one job', () => {
    const kubernetes = { namespace_per_job: true };
    const policy = (namespaceSelector: object): string[] =>
      findings({ kubernetes }, { networkPolicy: { enabled: true, metricsFrom: [{ namespaceSelector }] } });
    expect(policy({})).toEqual(open);
    expect(policy(namespace('monitoring'))).not.toContain('error METRICS_OPEN_TO_JOBS');
    expect(policy({ matchLabels: { purpose: 'monitoring' } })).toEqual([]);
  });

  it('knows no labels of a namespace that others make', () => {
    const jobs = { ...apart, namespaces: { 'ci-jobs': { create: false } } };
    const notIn = {
      namespaceSelector: { matchExpressions: [{ key: 'web', operator: 'DoesNotExist' }] },
    };
    expect(metricsFindings(notIn, jobs)).toEqual([]);
    expect(metricsFindings({ namespaceSelector: namespace('ci-jobs') }, jobs)).toEqual(open);
  });

  it.each<[object, boolean]>([
    [{}, true],
    [{ ports: [{ port: 9252 }] }, true],
    [{ ports: [{ port: 'metrics' }] }, true],
    [{ ports: [{ port: 9000, endPort: 9300 }] }, true],
    [{ ports: [{ protocol: 'TCP' }] }, true],
    [{ ports: [{ port: 8093 }] }, false],
    [{ ports: [{ port: 'session' }] }, false],
    [{ ports: [{ protocol: 'UDP' }] }, false],
    [{ ports: [{ port: 9253, endPort: 9300 }] }, false],
  ])('looks at the ports of the extra rule %j', (rule, isOpen) => {
    expect(findings({}, { networkPolicy: { enabled: true, extraIngress: [rule] } })).toEqual(
      isOpen ? ['error METRICS_OPEN_TO_JOBS spec.networkPolicy.extraIngress[0]'] : [],
    );
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
    ['networkPolicy', { gitlab: { ports: [{ endPort: 80 }] } }, 'gitlab.ports[0].endPort'],
    ['networkPolicy', { gitlab: { ports: [{ port: 'https', endPort: 80 }] } }, 'gitlab.ports[0].endPort'],
    [
      'networkPolicy',
      { extraEgress: [{ ports: [{ port: 90, endPort: 80 }] }] },
      'extraEgress[0].ports[0].endPort',
    ],
    [
      'networkPolicy',
      { dns: { peers: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/8'] } }] } },
      'dns.peers[0].ipBlock.except[0]',
    ],
    [
      'networkPolicy',
      { dns: { peers: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16', '10.0.0.0/8'] } }] } },
      'dns.peers[0].ipBlock.except[1]',
    ],
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
