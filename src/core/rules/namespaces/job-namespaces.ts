import { overwritePattern } from '../../resolve/overwrite-pattern.ts';
import { onResolved, onRunner } from '../rule.ts';

/** Namespaces that no job can reach. */
export const reachedNamespaces = onResolved(({ spec: { jobs }, jobNamespaces, at, find }) => {
  const used = jobNamespaces.filter(({ runners }) => runners.length > 0);
  if (jobs.namespace !== undefined && !used.some(({ name }) => name === jobs.namespace)) {
    find(
      'NO_EFFECT',
      at('spec', 'jobs', 'namespace'),
      `No runner's jobs run in "${jobs.namespace}": each runner says where its own run.`,
      'Remove the key, or `namespace` out of a runner.',
    );
  }
  for (const { name, runners } of jobNamespaces) {
    if (runners.length > 0) continue;
    find(
      'UNREACHABLE_NAMESPACE',
      at.key('spec', 'jobs', 'namespaces', name),
      `No job can run in "${name}": no runner names it, and none lets jobs choose it.`,
      'Set `kubernetes.namespace` or `kubernetes.namespace_overwrite_allowed` of a runner, or remove the entry.',
    );
  }
});

/** Jobs that may ask for namespaces in which the manager has no rights. */
export const chosenNamespaces = onRunner(({ spec, entry, section, jobsIn, at, find }) => {
  const pattern = entry.kubernetes.namespace_overwrite_allowed;
  if (!pattern || jobsIn !== 'given namespaces') return;
  const own = section.kubernetes.namespace;
  const listed = spec.jobs.namespaces ?? {};
  const warn = (message: string, help = 'List the namespaces under `spec.jobs.namespaces`.'): void =>
    find('NO_RIGHTS_IN_NAMESPACE', at('kubernetes', 'namespace_overwrite_allowed'), message, help);

  const choice = overwritePattern(pattern);
  if (choice === undefined) {
    warn(
      'The expression is too large to be worked out, so the manager gets no rights in namespaces that only this expression admits.',
      'Write a shorter one.',
    );
    return;
  }
  const names = choice.names();
  if (names === undefined) {
    // The expression does not show which of the namespaces that it admits exist.
    if (Object.keys(listed).some((name) => name !== own && choice.admits(name))) return;
    warn(`Jobs may ask for other namespaces, but the manager gets no rights in any but "${own}".`);
    return;
  }
  const missing = names.filter((name) => name !== own && !Object.hasOwn(listed, name));
  if (missing.length === 0) return;
  const shown = missing.slice(0, 3).map((name) => `"${name}"`);
  warn(
    `Jobs may ask for ${shown.join(' or ')}${missing.length > 3 ? ' and others' : ''}, but the manager gets no rights there.`,
  );
});

/** A quota for jobs that counts the manager too. */
export const sharedQuota = onResolved(({ spec: { jobs }, jobNamespaces, at, find }) => {
  const shared = jobNamespaces.find(({ isManagers }) => isManagers);
  if (shared?.options.resourceQuota === undefined) return;
  const { name } = shared;
  const isOwn = jobs.namespaces?.[name]?.resourceQuota !== undefined;
  find(
    'QUOTA_COUNTS_MANAGER',
    at('spec', 'jobs', ...(isOwn ? ['namespaces', name] : []), 'resourceQuota'),
    `Jobs run beside the manager in "${name}", so its pod counts against their quota: once it is used up, a rollout waits for jobs to end.`,
    'Give jobs a namespace of their own with `spec.jobs.namespace`.',
  );
});
