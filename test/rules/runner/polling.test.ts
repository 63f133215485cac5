import { describe, expect, it } from 'vitest';

import { kubernetesFindings } from '../../support/findings.ts';

describe('polling', () => {
  it('refuses to look at a pod less than once, with the defaults of the runner', () => {
    expect(kubernetesFindings({ poll_timeout: 2 })).toEqual(['error CONTRADICTION poll_timeout']);
    expect(kubernetesFindings({ poll_interval: 200 })).toEqual(['error CONTRADICTION poll_interval']);
    expect(kubernetesFindings({ poll_interval: 200, poll_timeout: 600 })).toEqual([]);
    expect(kubernetesFindings({ poll_interval: 0, poll_timeout: 0 })).toEqual([]);
  });

  it('knows the smallest pause between tries', () => {
    expect(kubernetesFindings({ retry_backoff_max: 2 })).toEqual(['warning UNUSUAL_VALUE retry_backoff_max']);
    expect(kubernetesFindings({ retry_backoff_max: 0 })).toEqual([]);
  });
});
