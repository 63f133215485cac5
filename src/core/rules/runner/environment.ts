import { nearest } from '../../findings/nearest.ts';
import { featureFlags } from '../../generated/annotations.ts';
import { onRunner } from '../rule.ts';

/** Feature flags that the runner does not have, where jobs have them as variables. */
export const flagsInEnvironment = onRunner(({ entry: { environment = [] }, at, find }) => {
  environment.forEach((entry, index) => {
    const [, name = ''] = /^(FF_\w*)=/.exec(entry) ?? [];
    if (name === '' || ` ${featureFlags} `.includes(` ${name} `)) return;
    const meant = nearest(name, featureFlags.split(' '));
    find(
      'NO_EFFECT',
      at('environment', index),
      `No feature flag of the runner is called ${name}, so the variable switches nothing.`,
      meant === undefined
        ? 'A name that begins with FF_ is one of a feature flag. If your release has it, leave it.'
        : `Perhaps ${meant} is meant. If your release has a flag of this name, leave it.`,
    );
  });
});
