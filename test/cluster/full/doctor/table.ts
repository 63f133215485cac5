import type { Case } from './case.ts';
import { clusterCases } from './cases/cluster.ts';
import { configCases } from './cases/config.ts';
import { fenceCases } from './cases/fence.ts';
import { gitlabCases } from './cases/gitlab.ts';
import { jobCases } from './cases/jobs.ts';
import { leftoverCases } from './cases/leftovers.ts';
import { managerCases } from './cases/manager.ts';
import { tokenCases } from './cases/tokens.ts';

/** Each cause, made to happen. */
export const cases: readonly Case[] = [
  ...clusterCases,
  ...tokenCases,
  ...gitlabCases,
  ...managerCases,
  ...configCases,
  ...jobCases,
  ...fenceCases,
  ...leftoverCases,
];
