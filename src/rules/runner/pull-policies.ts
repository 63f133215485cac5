import type { Report } from '../../diagnostics/diagnostic.ts';
import type { Resolved } from '../../resolve/resolve.ts';

/** Pull policies that `allowed_pull_policies` rules out, and pull secrets that the pod never gets. */
export function checkPullPolicies({ document }: Resolved, report: Report): void {
  for (const [id, { kubernetes }] of Object.entries(document.spec.runners)) {
    const path = ['spec', 'runners', id, 'kubernetes'];
    const { pull_policy, allowed_pull_policies: allowed = [], image_pull_secrets = [] } = kubernetes;
    const policies = typeof pull_policy === 'string' ? [pull_policy] : (pull_policy ?? []);
    const refused =
      allowed.length === 0
        ? []
        : policies.filter((policy) => !(allowed as readonly string[]).includes(policy));
    policies.forEach((policy, index) => {
      if (!refused.includes(policy)) return;
      const isOnly = refused.length === policies.length;
      report({
        code: 'PULL_POLICY_NOT_ALLOWED',
        severity: isOnly ? 'error' : 'warning',
        message: `The pull policy "${policy}" is not among allowed_pull_policies, ${isOnly ? 'so that every job fails' : 'so that it is passed over'}.`,
        path: [...path, 'pull_policy', ...(typeof pull_policy === 'string' ? [] : [index])],
        help: `Allowed are ${allowed.map((each) => `"${each}"`).join(', ')}.`,
      });
    });
    if (kubernetes.use_service_account_image_pull_secrets === true && image_pull_secrets.length > 0) {
      report({
        code: 'NO_EFFECT',
        severity: 'warning',
        message:
          'image_pull_secrets has no effect, because use_service_account_image_pull_secrets leaves the logins to the service account.',
        path: [...path, 'image_pull_secrets'],
        at: 'key',
        help: 'Take one of the two keys out.',
      });
    }
  }
}
