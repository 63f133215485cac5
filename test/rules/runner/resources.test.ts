import { describe, expect, it } from 'vitest';

import { kubernetesFindings } from '../../support/findings.ts';

describe('amounts of job pods', () => {
  it('takes amounts in order, however they are written', () => {
    expect(
      kubernetesFindings({
        cpu_request: '1000m',
        cpu_limit: '1',
        memory_request: '1Gi',
        memory_limit: '1073741824',
        helper_cpu_limit: '500m',
        pod_cpu_limit: '2',
        memory_request_overwrite_max_allowed: '1Gi',
      }),
    ).toEqual([]);
  });

  it.each(['', 'service_', 'helper_', 'pod_'])('refuses a request above the limit of %s', (container) => {
    expect(
      kubernetesFindings({ [`${container}memory_request`]: '2Gi', [`${container}memory_limit`]: '1Gi' }),
    ).toEqual([`error REQUEST_ABOVE_LIMIT ${container}memory_request`]);
  });

  it('refuses a container that has more than the whole pod', () => {
    expect(
      kubernetesFindings({
        cpu_limit: '4',
        helper_cpu_request: '3',
        pod_cpu_limit: '2',
        pod_cpu_request: '2',
      }),
    ).toEqual(['error REQUEST_ABOVE_LIMIT cpu_limit', 'error REQUEST_ABOVE_LIMIT helper_cpu_request']);
  });

  it('finds a maximum below what jobs have anyway', () => {
    expect(kubernetesFindings({ cpu_limit: '4', cpu_limit_overwrite_max_allowed: '2' })).toEqual([
      'warning UNUSUAL_VALUE cpu_limit_overwrite_max_allowed',
    ]);
  });

  it.each(['', 'helper_', 'service_', 'pod_'])(
    'finds a maximum of %s that the other bound forbids',
    (container) => {
      const most = { [`${container}cpu_limit`]: '1', [`${container}cpu_request_overwrite_max_allowed`]: '4' };
      const least = {
        [`${container}cpu_request`]: '2',
        [`${container}cpu_limit_overwrite_max_allowed`]: '1',
      };
      const doubt = `warning UNUSUAL_VALUE ${container}cpu_`;
      expect(kubernetesFindings(most)).toEqual([`${doubt}request_overwrite_max_allowed`]);
      expect(kubernetesFindings(least)).toEqual([`${doubt}limit_overwrite_max_allowed`]);
      const both = {
        [`${container}cpu_limit_overwrite_max_allowed`]: '4',
        [`${container}cpu_request_overwrite_max_allowed`]: '4',
      };
      expect(kubernetesFindings({ ...most, ...both })).toEqual([]);
      expect(kubernetesFindings({ ...both, [`${container}cpu_request`]: '2' })).toEqual([]);
      expect(kubernetesFindings({ ...least, [`${container}cpu_limit_overwrite_max_allowed`]: '2' })).toEqual(
        [],
      );
    },
  );

  it('refuses amounts below zero', () => {
    expect(kubernetesFindings({ ephemeral_storage_limit: '-1Gi' })).toEqual([
      'error WRONG_FORMAT ephemeral_storage_limit',
    ]);
  });

  it.each(['512', '512m', '1Ki'])('doubts that %s of memory is meant', (memory_limit) => {
    expect(kubernetesFindings({ memory_limit })).toEqual(['warning UNUSUAL_VALUE memory_limit']);
  });

  it.each(['500M', '2G', '500000', '1k'])('doubts that %s of CPU is meant', (cpu_limit) => {
    expect(kubernetesFindings({ cpu_limit })).toEqual(['warning UNUSUAL_VALUE cpu_limit']);
  });

  it('doubts a tiny volume, and no little CPU', () => {
    const volumes = { empty_dir: [{ name: 'scratch', mount_path: '/scratch', size_limit: '10' }] };
    expect(kubernetesFindings({ volumes, cpu_limit: '1m' })).toEqual([
      'warning UNUSUAL_VALUE volumes.empty_dir[0].size_limit',
    ]);
  });
});
