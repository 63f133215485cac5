import type { LabelSelector } from 'kubernetes-types/meta/v1.js';
import { describe, expect, it } from 'vitest';

import { objectsWith, only } from '../../support/rendered.ts';

const on = { enabled: true };
const jobs = (options: object = {}, more: object = {}) =>
  only(objectsWith({ jobs: { networkPolicy: { ...on, ...options }, ...more } }), 'NetworkPolicy').spec;

describe('the NetworkPolicy of jobs', () => {
  it('lets nobody in', () => {
    expect(jobs()).toMatchObject({ policyTypes: ['Ingress', 'Egress'], ingress: [] });
  });

  it('holds for every pod of a namespace of jobs', () => {
    expect(jobs({}, { namespace: 'ci-jobs' }).podSelector).toEqual({});
  });

  it('leaves the manager alone in its own namespace, and no job out, whatever labels it chooses', () => {
    const selector: LabelSelector = jobs().podSelector;
    expect(selector).toEqual({
      matchExpressions: [{ key: 'job.runner.gitlab.com/pod', operator: 'Exists' }],
    });
    const labels = only(objectsWith(), 'Deployment').spec.template.metadata.labels;
    expect(labels).not.toHaveProperty(['job.runner.gitlab.com/pod']);
  });

  it('knows the label of older releases', () => {
    const objects = objectsWith(
      { version: '17.11.0', jobs: { networkPolicy: on } },
      { token: { value: 'glrt-EXAMPLE' } },
    );
    expect(only(objects, 'NetworkPolicy').spec.podSelector.matchExpressions[0].key).toBe('pod');
  });

  it('keeps jobs off private addresses, where pods of the manager are', () => {
    const [v4, v6] = jobs().egress[1].to;
    expect(v4.ipBlock).toEqual({
      cidr: '0.0.0.0/0',
      except: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '169.254.0.0/16'],
    });
    expect(v6.ipBlock).toEqual({ cidr: '::/0', except: ['fc00::/7', 'fe80::/10'] });
  });

  it('takes ranges and rules of the document', () => {
    const rule = { to: [{ ipBlock: { cidr: '10.1.0.0/16' } }], ports: [{ port: 5000 }] };
    const policy = jobs({
      deniedCidrs: ['10.0.0.0/8'],
      dns: { peers: [{ ipBlock: { cidr: '169.254.20.10/32' } }] },
      extraEgress: [rule],
      extraIngress: [{ from: [{ podSelector: {} }] }],
    });
    expect(policy.egress[0].to).toEqual([{ ipBlock: { cidr: '169.254.20.10/32' } }]);
    expect(policy.egress[1].to).toEqual([
      { ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } },
      { ipBlock: { cidr: '::/0' } },
    ]);
    expect(policy.egress[2]).toEqual(rule);
    expect(policy.ingress).toEqual([{ from: [{ podSelector: {} }] }]);
  });

  it('is there once in each namespace of jobs', () => {
    const objects = objectsWith(
      { jobs: { networkPolicy: on, namespaces: { 'team-a': {}, 'team-b': {} } } },
      { kubernetes: { namespace: 'team-a', namespace_overwrite_allowed: '^team-[a-z]$' } },
    );
    expect(
      objects.filter(({ kind }) => kind === 'NetworkPolicy').map(({ metadata }) => metadata.namespace),
    ).toEqual(['team-a', 'team-b']);
  });
});
