import { describe, expect, it } from 'vitest';

import { kubernetesFindings } from '../../support/findings.ts';

describe('pull policies and pull secrets', () => {
  it.each([
    [{ pull_policy: 'always', allowed_pull_policies: ['always', 'never'] }, []],
    [{ pull_policy: 'always' }, []],
    [{ allowed_pull_policies: ['never'] }, []],
    [{ pull_policy: 'always', allowed_pull_policies: [] }, []],
    [
      { pull_policy: 'always', allowed_pull_policies: ['never'] },
      ['error PULL_POLICY_NOT_ALLOWED pull_policy'],
    ],
    [
      { pull_policy: ['always', 'if-not-present'], allowed_pull_policies: ['if-not-present'] },
      ['warning PULL_POLICY_PASSED_OVER pull_policy[0]'],
    ],
    [
      { pull_policy: ['always', 'if-not-present'], allowed_pull_policies: ['never'] },
      ['error PULL_POLICY_NOT_ALLOWED pull_policy[0]', 'error PULL_POLICY_NOT_ALLOWED pull_policy[1]'],
    ],
    [
      { image_pull_secrets: ['registry'], use_service_account_image_pull_secrets: true },
      ['warning NO_EFFECT image_pull_secrets'],
    ],
  ])('answers %j with %j', (kubernetes, expected) => {
    expect(kubernetesFindings(kubernetes)).toEqual(expected);
  });
});
