import type { Clause } from './clause.ts';
import { containerClauses } from './containers.ts';
import { imageClauses } from './images.ts';
import { podClauses } from './pod.ts';
import { volumeClauses } from './volumes.ts';

/** Everything that the settings say of a pod, in the order in which it is asked. */
export const clauses: readonly Clause[] = [
  ...containerClauses,
  ...podClauses,
  ...volumeClauses,
  ...imageClauses,
];
