import type { Report } from '../../diagnostics/diagnostic.ts';
import type { ResolvedGitLabRunner } from '../../generated/resolved-types.ts';
import { type JobNamespace, usesOwnNamespaces } from '../../resolve/job-namespaces.ts';
import type { Resolved } from '../../resolve/resolve.ts';
import { jobServiceAccountName, serviceAccountName } from '../../resolve/service-accounts.ts';

/** Job namespaces that no job can reach, and jobs that may ask for namespaces in which the manager has no rights. */
export function checkJobNamespaces({ document, spec, jobNamespaces }: Resolved, report: Report): void {
  const { jobs, runners } = spec;
  const opensNamespaces = Object.values(runners).some(
    ({ kubernetes }) => kubernetes.namespace_overwrite_allowed,
  );
  checkServiceAccount(document, report);
  checkManagersAccount(document, report);
  if (
    jobs.namespace === undefined &&
    jobs.namespaces === undefined &&
    !jobs.resourceQuota &&
    !opensNamespaces
  ) {
    return;
  }
  checkReach(document, jobNamespaces, report);
  checkOverwrites(document, report);
  for (const { name, isManagers, options } of jobNamespaces) {
    if (!isManagers || options.resourceQuota === undefined) continue;
    const isOwn = jobs.namespaces?.[name]?.resourceQuota !== undefined;
    report({
      code: 'QUOTA_COUNTS_MANAGER',
      severity: 'warning',
      message: `Jobs run beside the manager in "${name}", so that its pod counts against their quota: once it is used up, a rollout waits for jobs to end.`,
      path: ['spec', 'jobs', ...(isOwn ? ['namespaces', name] : []), 'resourceQuota'],
      help: 'Give jobs a namespace of their own with `spec.jobs.namespace`.',
    });
  }
}

function checkReach(
  { spec }: ResolvedGitLabRunner,
  namespaces: readonly JobNamespace[],
  report: Report,
): void {
  const { namespace, namespaces: named = {} } = spec.jobs;
  if (
    namespace !== undefined &&
    !namespaces.some(({ name, sections }) => name === namespace && sections.length > 0)
  ) {
    report({
      code: 'NO_EFFECT',
      severity: 'warning',
      message: `No runner's jobs run in "${namespace}": each runner says where its own run.`,
      path: ['spec', 'jobs', 'namespace'],
      help: 'Take the key out, or `namespace` out of a runner.',
    });
  }
  for (const { name, sections } of namespaces) {
    if (!Object.hasOwn(named, name) || sections.length > 0) continue;
    report({
      code: 'UNREACHABLE_NAMESPACE',
      severity: 'warning',
      message: `No job can run in "${name}": no runner names it, and none lets jobs choose it.`,
      path: ['spec', 'jobs', 'namespaces', name],
      at: 'key',
      help: 'Set `kubernetes.namespace` or `kubernetes.namespace_overwrite_allowed` of a runner, or take the entry out.',
    });
  }
}

/** The runner looks for the expression in the name, so that it does not tell which namespaces there are. */
function checkOverwrites({ metadata, spec }: ResolvedGitLabRunner, report: Report): void {
  const { namespace: usual = metadata.namespace, namespaces = {} } = spec.jobs;
  for (const [id, { kubernetes }] of Object.entries(spec.runners)) {
    if (!kubernetes.namespace_overwrite_allowed || !usesOwnNamespaces(kubernetes)) continue;
    const own = kubernetes.namespace ?? usual;
    if (Object.keys(namespaces).some((name) => name !== own)) continue;
    report({
      code: 'NO_RIGHTS_IN_NAMESPACE',
      severity: 'warning',
      message: `Jobs may ask for other namespaces, but the manager gets no rights in any but "${own}".`,
      path: ['spec', 'runners', id, 'kubernetes', 'namespace_overwrite_allowed'],
      help: 'List the namespaces under `spec.jobs.namespaces`.',
    });
  }
}

/** An account of the same name in another namespace is another account. */
function checkManagersAccount(document: ResolvedGitLabRunner, report: Report): void {
  const { metadata, spec } = document;
  for (const [id, { kubernetes }] of Object.entries(spec.runners)) {
    const namespace = kubernetes.namespace ?? spec.jobs.namespace ?? metadata.namespace;
    if (kubernetes.service_account !== serviceAccountName(document) || namespace !== metadata.namespace)
      continue;
    if (!usesOwnNamespaces(kubernetes)) continue;
    report({
      code: 'NAME_TAKEN',
      severity: 'warning',
      message: `Jobs use the manager's own ServiceAccount: one that gets at its token may create pods and read Secrets.`,
      path: ['spec', 'runners', id, 'kubernetes', 'service_account'],
      help: 'Take the key out, or set `spec.jobs.serviceAccount.create: true` in its place.',
    });
  }
}

function checkServiceAccount(document: ResolvedGitLabRunner, report: Report): void {
  const { create, ...rest } = document.spec.jobs.serviceAccount;
  const name = jobServiceAccountName(document);
  if (create && name === serviceAccountName(document)) {
    report({
      code: 'NAME_TAKEN',
      severity: 'error',
      message: `The ServiceAccount "${name}" is the manager's: jobs would have its permissions.`,
      path: ['spec', 'jobs', 'serviceAccount', ...(rest.name === undefined ? [] : ['name'])],
      help: 'Give the jobs an account of their own.',
    });
  }
  if (create) return;
  for (const key of Object.keys(rest)) {
    report({
      code: 'NO_EFFECT',
      severity: 'warning',
      message: 'No ServiceAccount is rendered for jobs, so that this says nothing.',
      path: ['spec', 'jobs', 'serviceAccount', key],
      at: 'key',
      help: 'Set `create: true`. For an account that exists: `kubernetes.service_account` of a runner.',
    });
  }
}
