import { describe, expect, it } from 'vitest';

import { kubernetesFindings } from '../../support/findings.ts';

describe('the autoscaler', () => {
  const of = (autoscaler: object): string[] =>
    kubernetesFindings({ autoscaler }).map((finding) => finding.replace('autoscaler', '…'));

  it('takes a permanent policy before one for office hours', () => {
    expect(
      of({
        max_pause_pods: 10,
        policy: [
          { idle_count: 1, periods: ['* * * * *'] },
          {
            idle_count: 5,
            periods: ['* 8-17 * * mon-fri'],
            timezone: 'Europe/Berlin',
            idle_time: '30m',
            scale_factor: 0.5,
            scale_factor_limit: 4,
          },
        ],
      }),
    ).toEqual([]);
  });

  it.each([
    [{ max_pause_pods: 3 }, ['warning NO_EFFECT …']],
    [
      { policy: [{ idle_count: 5, periods: ['* 8-17 * * mon-fri'] }, { idle_count: 0 }] },
      ['warning NO_EFFECT ….policy[0]'],
    ],
    [{ max_pause_pods: 3, policy: [{ idle_count: 5 }] }, ['warning UNUSUAL_VALUE ….policy[0].idle_count']],
    [{ policy: [{ idle_time: '500ms' }] }, ['error REFUSED_VALUE ….policy[0].idle_time']],
    [{ policy: [{ scale_factor_limit: 2 }] }, ['warning NO_EFFECT ….policy[0].scale_factor_limit']],
    [{ policy: [{ preemptive_mode: true }] }, ['warning NO_EFFECT ….policy[0].preemptive_mode']],
  ])('answers %j with %j', (autoscaler, expected) => {
    expect(of(autoscaler)).toEqual(expected);
  });
});
