import type { Path, Report } from '../../diagnostics/diagnostic.ts';
import { durationToSeconds } from '../../formats/duration.ts';
import type { ResolvedJobAutoscaler, ResolvedJobAutoscalerPolicy } from '../../generated/resolved-types.ts';
import type { Resolved } from '../../resolve/resolve.ts';

/** Pause pods that would never exist, or other ones than the policies seem to ask for. */
export function checkAutoscaler({ document }: Resolved, report: Report): void {
  for (const [id, { kubernetes }] of Object.entries(document.spec.runners)) {
    if (kubernetes.autoscaler === undefined) continue;
    check(kubernetes.autoscaler, ['spec', 'runners', id, 'kubernetes', 'autoscaler'], report);
  }
}

function check(
  { policy: policies = [], max_pause_pods: most = 0 }: ResolvedJobAutoscaler,
  path: Path,
  report: Report,
): void {
  if (policies.length === 0) {
    report({
      code: 'NO_EFFECT',
      severity: 'warning',
      message: 'Without an entry in policy there are no pause pods.',
      path,
      help: 'Add a policy with an `idle_count`.',
    });
  }
  const lastPermanent = policies.findLastIndex(isPermanent);
  policies.forEach((policy, index) => {
    const at = [...path, 'policy', index];
    checkPolicy(policy, at, report);
    if (index < lastPermanent) {
      report({
        code: 'NO_EFFECT',
        severity: 'warning',
        message: `Policy ${lastPermanent + 1} always holds and stands later, so that this one never counts.`,
        path: at,
        help: 'Of the policies that hold at a time the last one counts: put the one that always holds first.',
      });
    }
    if (most > 0 && (policy.idle_count ?? 0) > most) {
      report({
        code: 'UNUSUAL_VALUE',
        severity: 'warning',
        message: `The policy asks for ${policy.idle_count} pause pods, but max_pause_pods allows ${most}.`,
        path: [...at, 'idle_count'],
        help: 'Raise `max_pause_pods` or lower `idle_count`.',
      });
    }
  });
}

function isPermanent({ periods = [] }: ResolvedJobAutoscalerPolicy): boolean {
  return periods.length === 0 || periods.some((period) => /^\s*(?:\*\s+){4}\*\s*$/.test(period));
}

function checkPolicy(
  { idle_time, scale_factor = 0, scale_factor_limit }: ResolvedJobAutoscalerPolicy,
  path: Path,
  report: Report,
): void {
  if (idle_time !== undefined && durationToSeconds(idle_time) < 1) {
    report({
      code: 'REFUSED_VALUE',
      severity: 'error',
      message: `idle_time is ${idle_time}, and the runner takes one second or more.`,
      path: [...path, 'idle_time'],
      suggestion: '5m',
      help: 'Leave the key out to have pause pods removed at once.',
    });
  }
  if (scale_factor_limit !== undefined && scale_factor === 0) {
    report({
      code: 'NO_EFFECT',
      severity: 'warning',
      message: 'scale_factor_limit has no effect without a scale_factor.',
      path: [...path, 'scale_factor_limit'],
      at: 'key',
    });
  }
}
