import { idle, onRunner, table } from '../rule.ts';

/** Pull policies that `allowed_pull_policies` rules out. */
export const pullPolicies = onRunner(({ entry: { kubernetes }, at, find }) => {
  const { pull_policy = [], allowed_pull_policies = [] } = kubernetes;
  const allowed: readonly string[] = allowed_pull_policies;
  if (allowed.length === 0) return;
  const policies = [pull_policy].flat();
  const isNoneLeft = !policies.some((policy) => allowed.includes(policy));
  policies.forEach((policy, index) => {
    if (allowed.includes(policy)) return;
    find(
      isNoneLeft ? 'PULL_POLICY_NOT_ALLOWED' : 'PULL_POLICY_PASSED_OVER',
      at('kubernetes', 'pull_policy', ...(typeof pull_policy === 'string' ? [] : [index])),
      `The pull policy "${policy}" is not among allowed_pull_policies, so ${isNoneLeft ? 'every job fails' : 'it is ignored'}.`,
      `Allowed values: ${allowed.map((each) => `"${each}"`).join(', ')}.`,
    );
  });
});

/** Pull secrets that the pod never gets. */
export const pullSecrets = onRunner(
  table([
    idle(
      'kubernetes.image_pull_secrets',
      'use_service_account_image_pull_secrets leaves the logins to the service account',
      ({ entry: { kubernetes } }) =>
        kubernetes.use_service_account_image_pull_secrets === true &&
        kubernetes.image_pull_secrets?.length !== 0,
      'Remove one of the two keys.',
    ),
  ]),
);
