import { describe, expect, it } from 'vitest';

import { kubernetesFindings } from '../../support/findings.ts';

const accountFindings = (jobs: object, kubernetes: object = {}): string[] =>
  kubernetesFindings(kubernetes, {}, { jobs });

describe('ServiceAccount of jobs', () => {
  it.each<[string, object, object?]>([
    ['an account of the same name elsewhere', { namespace: 'ci-jobs' }, { service_account: 'gitlab-runner' }],
    ['an account for jobs', { serviceAccount: { create: true, name: 'jobs', annotations: { a: 'b' } } }],
  ])('takes %s', (_name, jobs, kubernetes) => {
    expect(accountFindings(jobs, kubernetes)).toEqual([]);
  });

  it.each<[string, object, object, string[]]>([
    [
      'settings of an account that is not there',
      { serviceAccount: { name: 'jobs' } },
      {},
      ['warning NO_EFFECT spec.jobs.serviceAccount.name'],
    ],
    [
      "the manager's own account for a runner",
      {},
      { service_account: 'gitlab-runner' },
      ['warning JOBS_AS_MANAGER service_account'],
    ],
    [
      "the manager's own account for jobs",
      { serviceAccount: { create: true, name: 'gitlab-runner' } },
      {},
      ['error NAME_TAKEN spec.jobs.serviceAccount.name'],
    ],
  ])('tells of %s', (_name, jobs, kubernetes, expected) => {
    expect(accountFindings(jobs, kubernetes)).toEqual(expected);
  });
});
