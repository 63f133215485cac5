import { jobsAtOnce } from '../../resolve/jobs-at-once.ts';
import { onResolved } from '../rule.ts';

/** A volume that several jobs would use at once. A builder locks its storage, so only one job can use it. */
export const buildStorage = onResolved(({ spec, runners, manager, find }) => {
  const managers = manager.replicas.most;
  const users = new Map<string, string>();
  for (const { id, entry, build, section } of runners) {
    const claim = build.options.storage?.persistentVolumeClaim?.claimName;
    if (claim === undefined) continue;
    const jobs = jobsAtOnce(spec, [entry]);
    const isPerJob = /\$\{?CI_CONCURRENT_ID\b/.test(claim);
    const volume = `${section.kubernetes.namespace}/${claim}`;
    const other = users.get(volume);
    users.set(volume, id);
    const reason =
      managers > 1
        ? `${managers} managers run jobs at the same time`
        : other !== undefined
          ? `the runners "${other}" and "${id}" share it`
          : jobs > 1 && !isPerJob
            ? `up to ${jobs} jobs of runner "${id}" run at the same time`
            : undefined;
    if (reason === undefined) continue;
    find(
      'BUILD_STORAGE_SHARED',
      { path: [...build.path, 'storage', 'persistentVolumeClaim', 'claimName'] },
      `A builder needs the volume "${claim}" for itself, but ${reason}.`,
      'Use one manager with `limit: 1`, or one manager with a PersistentVolumeClaim for each concurrent job, named with `$CI_CONCURRENT_ID`. A cache in the registry has no such limit: see docs/image-builds.',
    );
  }
});
