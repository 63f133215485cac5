import { describe, expect, it } from 'vitest';

import { kubernetesFindings } from '../../support/findings.ts';

const accountFindings = (jobs: object, kubernetes: object = {}): string[] =>
  kubernetesFindings(kubernetes, {}, { jobs });

describe('ServiceAccount of jobs', () => {
  it.each<[string, object, object?]>([
    ['an account of the same name elsewhere', { namespace: 'ci-jobs' }, { service_account: 'gitlab-runner' }],
    [
      'a choice of accounts elsewhere',
      { namespace: 'ci-jobs' },
      { service_account_overwrite_allowed: '^gitlab-runner$' },
    ],
    ["a choice without the manager's account", {}, { service_account_overwrite_allowed: '^ci-.*$' }],
    ['a namespace for each job', {}, { namespace_per_job: true, service_account_overwrite_allowed: '^.*$' }],
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
      "a choice of accounts with the manager's own",
      {},
      { service_account_overwrite_allowed: '^gitlab-.*$' },
      ['warning JOBS_AS_MANAGER service_account_overwrite_allowed'],
    ],
    [
      "a choice that finds the manager's own anywhere in its name",
      {},
      { service_account_overwrite_allowed: 'runner', automount_service_account_token: true },
      [
        'warning NOT_ANCHORED service_account_overwrite_allowed',
        'warning JOBS_AS_MANAGER service_account_overwrite_allowed',
      ],
    ],
    [
      'a choice of both namespace and account',
      { namespace: 'ci-jobs', namespaces: { ci: {} } },
      {
        namespace_overwrite_allowed: '^ci(-[a-z]+)?$',
        service_account_overwrite_allowed: '^gitlab-runner$',
        service_account: 'gitlab-runner',
      },
      [
        'warning JOBS_AS_MANAGER service_account',
        'warning JOBS_AS_MANAGER service_account_overwrite_allowed',
      ],
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
