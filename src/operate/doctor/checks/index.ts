import type { Check } from '../check.ts';
import { absentObjects, kinds, namespaces } from './cluster.ts';
import { brokenConfig, unreadConfig } from './config.ts';
import { differences } from './differences.ts';
import { fence, fenced } from './fence.ts';
import { gitlab } from './gitlab.ts';
import { drains, leftJobPods, leftObjects, oldManagers, surplusManagers } from './leftovers.ts';
import { permissions } from './permissions.ts';
import { autoscaler, jobs, managerPods, refusedManagers, rollout, stoppedDeployment } from './pods.ts';
import { secrets } from './secrets.ts';
import { version } from './version.ts';

/** All that is looked at. The table of causes has the order of what is found. */
export const checks: readonly Check[] = [
  namespaces,
  kinds,
  absentObjects,
  fence,
  secrets,
  gitlab,
  stoppedDeployment,
  refusedManagers,
  managerPods,
  jobs,
  fenced,
  brokenConfig,
  unreadConfig,
  permissions,
  differences,
  version,
  rollout,
  drains,
  leftJobPods,
  oldManagers,
  leftObjects,
  surplusManagers,
  autoscaler,
];
