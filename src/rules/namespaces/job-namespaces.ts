import { onResolved, onRunner, table } from '../rule.ts';

/** Namespaces that no job can reach. */
export const reachedNamespaces = onResolved(({ spec: { jobs }, jobNamespaces, at, find }) => {
  const used = jobNamespaces.filter(({ runners }) => runners.length > 0);
  if (jobs.namespace !== undefined && !used.some(({ name }) => name === jobs.namespace)) {
    find(
      'NO_EFFECT',
      at('spec', 'jobs', 'namespace'),
      `No runner's jobs run in "${jobs.namespace}": each runner says where its own run.`,
      'Take the key out, or `namespace` out of a runner.',
    );
  }
  for (const { name, runners } of jobNamespaces) {
    if (runners.length > 0) continue;
    find(
      'UNREACHABLE_NAMESPACE',
      at.key('spec', 'jobs', 'namespaces', name),
      `No job can run in "${name}": no runner names it, and none lets jobs choose it.`,
      'Set `kubernetes.namespace` or `kubernetes.namespace_overwrite_allowed` of a runner, or take the entry out.',
    );
  }
});

/**
 * Jobs that may ask for namespaces in which the manager has no rights. The runner looks for the expression in the name,
 * so that it does not tell which namespaces there are.
 */
export const chosenNamespaces = onRunner(
  table([
    {
      code: 'NO_RIGHTS_IN_NAMESPACE',
      set: 'kubernetes.namespace_overwrite_allowed',
      when: ({ spec, entry, section, jobsIn }) =>
        entry.kubernetes.namespace_overwrite_allowed !== '' &&
        jobsIn === 'given namespaces' &&
        Object.keys(spec.jobs.namespaces ?? {}).every((name) => name === section.kubernetes.namespace),
      message: ({ section }) =>
        `Jobs may ask for other namespaces, but the manager gets no rights in any but "${section.kubernetes.namespace}".`,
      help: 'List the namespaces under `spec.jobs.namespaces`.',
    },
  ]),
);

/** A quota for jobs that counts the manager too. */
export const sharedQuota = onResolved(({ spec: { jobs }, jobNamespaces, at, find }) => {
  const shared = jobNamespaces.find(({ isManagers }) => isManagers);
  if (shared?.options.resourceQuota === undefined) return;
  const { name } = shared;
  const isOwn = jobs.namespaces?.[name]?.resourceQuota !== undefined;
  find(
    'QUOTA_COUNTS_MANAGER',
    at('spec', 'jobs', ...(isOwn ? ['namespaces', name] : []), 'resourceQuota'),
    `Jobs run beside the manager in "${name}", so that its pod counts against their quota: once it is used up, a rollout waits for jobs to end.`,
    'Give jobs a namespace of their own with `spec.jobs.namespace`.',
  );
});
