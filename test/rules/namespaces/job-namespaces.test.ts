import { describe, expect, it } from 'vitest';

import { kubernetesFindings } from '../../support/findings.ts';
import { objectsWith } from '../../support/rendered.ts';

const jobFindings = (jobs: object, kubernetes: object = {}): string[] =>
  kubernetesFindings(kubernetes, {}, { jobs });

describe('job namespaces', () => {
  it.each<[string, object, object?]>([
    ['a namespace for all', { namespace: 'ci-jobs', resourceQuota: { hard: { pods: '5' } } }],
    ['the namespace of a runner', { namespaces: { own: {} } }, { namespace: 'own' }],
    [
      'a namespace that jobs may choose',
      { namespaces: { 'team-a': {} } },
      { namespace_overwrite_allowed: '^team-[a-z]$' },
    ],
    ['that jobs may choose their own namespace', {}, { namespace_overwrite_allowed: '^ci$' }],
    [
      'that jobs may choose among those listed',
      { namespaces: { a: {}, b: {} } },
      { namespace_overwrite_allowed: '^(?i:A|B|ci)$' },
    ],
  ])('takes %s', (_name, jobs, kubernetes) => {
    expect(jobFindings(jobs, kubernetes)).toEqual([]);
  });

  it.each<[string, object, object, string[]]>([
    [
      'a namespace that no runner uses',
      { namespaces: { other: {} } },
      {},
      ['warning UNREACHABLE_NAMESPACE spec.jobs.namespaces.other'],
    ],
    [
      'a namespace that no job may choose',
      { namespaces: { team: {} } },
      { namespace_overwrite_allowed: '^teams$' },
      [
        'warning UNREACHABLE_NAMESPACE spec.jobs.namespaces.team',
        'warning NO_RIGHTS_IN_NAMESPACE namespace_overwrite_allowed',
      ],
    ],
    [
      'a namespace for all that all leave alone',
      { namespace: 'ci-jobs' },
      { namespace: 'own' },
      ['warning NO_EFFECT spec.jobs.namespace'],
    ],
    [
      'jobs that may choose what the manager has no rights in',
      {},
      { namespace_overwrite_allowed: '^team-a$' },
      ['warning NO_RIGHTS_IN_NAMESPACE namespace_overwrite_allowed'],
    ],
    [
      'one of the namespaces that jobs may choose in which the manager has no rights',
      { namespaces: { a: {} } },
      { namespace_overwrite_allowed: '^a$|^b$' },
      ['warning NO_RIGHTS_IN_NAMESPACE namespace_overwrite_allowed'],
    ],
    [
      'an expression that is too large to be worked out',
      { namespaces: { a: {} } },
      { namespace_overwrite_allowed: `^${'[a-z]'.repeat(5000)}*$` },
      [
        'warning UNREACHABLE_NAMESPACE spec.jobs.namespaces.a',
        'warning NO_RIGHTS_IN_NAMESPACE namespace_overwrite_allowed',
      ],
    ],
    [
      'a quota that counts the manager',
      { resourceQuota: { hard: { pods: '5' } } },
      {},
      ['warning QUOTA_COUNTS_MANAGER spec.jobs.resourceQuota'],
    ],
    [
      'a quota of one namespace that counts the manager',
      { namespaces: { ci: { resourceQuota: { hard: { pods: '5' } } } } },
      {},
      ['warning QUOTA_COUNTS_MANAGER spec.jobs.namespaces.ci.resourceQuota'],
    ],
  ])('tells of %s', (_name, jobs, kubernetes, expected) => {
    expect(jobFindings(jobs, kubernetes)).toEqual(expected);
  });

  it('grants nothing where Go does not find the expression', () => {
    const objects = objectsWith(
      { jobs: { namespaces: { 'team-a': {}, other: {} } } },
      { kubernetes: { namespace_overwrite_allowed: '(?i)^TEAM-.*$' } },
    );
    const roles = objects.filter(({ kind }) => kind === 'Role');
    expect(roles.map(({ metadata }) => metadata.namespace)).toEqual(['ci', 'team-a']);
  });
});
