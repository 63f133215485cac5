import type { Path } from '../data/path.ts';
import type { CheckedFeatureFlags, CheckedRunner } from '../generated/checked-types.ts';
import { assigned, assignmentOf } from './environment.ts';

/** What the runner reads as true in a variable. */
const TRUE: ReadonlySet<string> = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);

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
  return feature_flags?.[flag] ?? TRUE.has(assigned(environment, flag));
}

/** Whether a job may run with a flag on, or off: what `feature_flags` leaves open, a variable of the job itself decides. */
export function mayBe(
  isOn: boolean,
  { feature_flags }: Pick<CheckedRunner, 'feature_flags'>,
  flag: FeatureFlag,
): boolean {
  return (feature_flags?.[flag] ?? isOn) === isOn;
}

/** Returns the path in a runner entry to what turns a flag on. */
export function switchOf(
  { feature_flags, environment }: Pick<CheckedRunner, 'feature_flags' | 'environment'>,
  flag: FeatureFlag,
): Path {
  return feature_flags?.[flag] === undefined
    ? ['environment', ...assignmentOf(environment, flag)]
    : ['feature_flags', flag];
}
