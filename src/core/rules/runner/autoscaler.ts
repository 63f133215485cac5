import { durationToSeconds } from '../../formats/duration.ts';
import type { CheckedJobAutoscalerPolicy } from '../../generated/checked-types.ts';
import { onRunner } from '../rule.ts';

/** Pause pods that would never exist, or that differ from what the policies seem to ask for. */
export const autoscaler = onRunner(({ entry: { kubernetes }, at, find }) => {
  if (kubernetes.autoscaler === undefined) return;
  const { policy: policies = [], max_pause_pods: most = 0 } = kubernetes.autoscaler;
  if (policies.length === 0) {
    find(
      'NO_EFFECT',
      at('kubernetes', 'autoscaler'),
      'Without an entry in policy there are no pause pods.',
      'Add a policy with an `idle_count`.',
    );
  }
  const lastPermanent = policies.findLastIndex(isPermanent);
  policies.forEach(({ idle_count = 0, idle_time, scale_factor = 0, scale_factor_limit }, index) => {
    const here = at.below('kubernetes', 'autoscaler', 'policy', index);
    if (idle_time !== undefined && durationToSeconds(idle_time) < 1) {
      const message = `idle_time is ${idle_time}, and the runner accepts one second or more.`;
      const help = 'Leave the key out to have pause pods removed at once.';
      find('REFUSED_VALUE', here('idle_time'), message, { suggestion: '5m', help });
    }
    if (scale_factor_limit !== undefined && scale_factor === 0) {
      const message = 'scale_factor_limit has no effect without a scale_factor.';
      find('NO_EFFECT', here.key('scale_factor_limit'), message);
    }
    if (index < lastPermanent) {
      find(
        'NO_EFFECT',
        here(),
        `Policy ${lastPermanent + 1} always applies and comes later, so this one never counts.`,
        'Of the policies that hold at a time the last one counts: put the one that always holds first.',
      );
    }
    if (most > 0 && idle_count > most) {
      find(
        'UNUSUAL_VALUE',
        here('idle_count'),
        `The policy asks for ${idle_count} pause pods, but max_pause_pods allows ${most}.`,
        'Raise `max_pause_pods` or lower `idle_count`.',
      );
    }
  });
});

function isPermanent({ periods = [] }: CheckedJobAutoscalerPolicy): boolean {
  return periods.length === 0 || periods.some((period) => /^\s*(?:\*\s+){4}\*\s*$/.test(period));
}
