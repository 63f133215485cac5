import type { CheckedFeatureFlags, CheckedRunner } from '../generated/checked-types.ts';
import { assigned } from './environment.ts';

/** Name of a feature flag of the runner. */
export type FeatureFlag = keyof CheckedFeatureFlags;

/**
 * Whether a runner entry turns a flag on that is off by default: in `feature_flags`, or for all jobs in
 * `environment`. The first wins.
 */
export function isFlagOn(
  { feature_flags, environment }: Pick<CheckedRunner, 'feature_flags' | 'environment'>,
  flag: FeatureFlag,
): boolean {
  return feature_flags?.[flag] ?? /^(1|t|T|TRUE|true|True)$/.test(assigned(environment, flag));
}
