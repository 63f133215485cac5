import { describe, expect, it } from 'vitest';

import { findings } from '../../support/findings.ts';

const restricted = { podSecurity: { enforce: 'restricted' } };
const baseline = { podSecurity: { enforce: 'baseline' } };

describe('Pod Security levels', () => {
  it.each<[string, object]>([
    ['a lower level than needed', { namespace: { podSecurity: { enforce: 'privileged' } } }],
    ['the level that follows from the jobs', { namespace: baseline }],
    ['strict warnings', { namespace: { podSecurity: { warn: 'restricted', audit: 'restricted' } } }],
    ['a strict manager with jobs elsewhere', { namespace: restricted, jobs: { namespace: 'ci-jobs' } }],
  ])('takes %s', (_name, spec) => {
    expect(findings({}, spec)).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['jobs beside the manager', { namespace: restricted }, 'spec.namespace'],
    ['a level for jobs that holds for the manager too', { jobs: restricted }, 'spec.jobs'],
    ['jobs elsewhere', { jobs: { namespace: 'ci-jobs', ...restricted } }, 'spec.jobs'],
    [
      'jobs of one namespace',
      { jobs: { namespace: 'ci-jobs', namespaces: { 'ci-jobs': restricted } } },
      'spec.jobs.namespaces.ci-jobs',
    ],
    [
      'a manager on the network of its node',
      { namespace: baseline, manager: { hostNetwork: true }, jobs: { namespace: 'ci-jobs' } },
      'spec.namespace',
    ],
  ])('tells of a level that refuses %s', (_name, spec, place) => {
    expect(findings({}, spec)).toEqual([`warning POD_SECURITY_TOO_STRICT ${place}.podSecurity.enforce`]);
  });
});
