import { CONCURRENT } from '../config-toml/defaults.ts';
import type { CheckedRunner, CheckedSpec } from '../generated/checked-types.ts';

/** Returns how many jobs of some of its runners a manager runs at once: a runner without a limit is bound by all alone. */
export function jobsAtOnce(
  { config: { concurrent = CONCURRENT } }: CheckedSpec,
  entries: readonly CheckedRunner[],
): number {
  return Math.min(
    concurrent,
    entries.reduce((sum, { limit }) => sum + (limit || concurrent), 0),
  );
}
