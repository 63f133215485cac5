import { describe, expect, it } from 'vitest';

import { rules } from '../../support/metrics.ts';

describe('the pattern for the pods of the manager', () => {
  const [, pattern = ''] = /pod=~"([^"]*)"/.exec(rules()[0]?.expr ?? '') ?? [];
  const isManager = (pod: string): boolean => new RegExp(`^(?:${pattern})$`).test(pod);

  it('knows the pods of a Deployment', () => {
    expect(isManager('gitlab-runner-7c9d8f6b5d-x2x7k')).toBe(true);
  });

  it.each([
    'gitlab-runner-arm-7c9d8f6b5d-x2x7k',
    'runner-abcdef-project-1-concurrent-0-x2x7k',
    'blue-gitlab-runner-7c9d8f6b5d-x2x7k',
  ])('leaves %s out', (pod) => {
    expect(isManager(pod)).toBe(false);
  });
});
