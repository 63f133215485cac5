import { overwritePattern } from '../../resolve/overwrite-pattern.ts';
import { onResolved } from '../rule.ts';

/** An account for jobs that is the manager's, and settings of one that is not rendered. */
export const jobAccount = onResolved(({ spec, jobServiceAccount, manager, at: from, find }) => {
  const { create, ...rest } = spec.jobs.serviceAccount;
  const at = from.below('spec', 'jobs', 'serviceAccount');
  if (!create) {
    for (const key of Object.keys(rest)) {
      find(
        'NO_EFFECT',
        at.key(key),
        'No ServiceAccount is rendered for jobs, so this has no effect.',
        'Set `create: true`. For an account that exists: `kubernetes.service_account` of a runner.',
      );
    }
  }
  if (jobServiceAccount === manager.serviceAccount) {
    find(
      'NAME_TAKEN',
      rest.name === undefined ? at() : at('name'),
      `The ServiceAccount "${jobServiceAccount}" is the manager's: jobs would have its permissions.`,
      'Give the jobs an account of their own.',
    );
  }
});

/** Jobs that have the manager's account, or may choose it. One of the same name in another namespace is another. */
export const managersAccount = onResolved(({ jobNamespaces, manager, at, find }) => {
  const { runners = [] } = jobNamespaces.find(({ isManagers }) => isManagers) ?? {};
  const account = manager.serviceAccount;
  for (const { path, entry } of runners) {
    const { service_account, service_account_overwrite_allowed: pattern } = entry.kubernetes;
    const warn = (key: string, who: string, help: string): void => {
      const message = `${who}: a job that reads its token may create pods and read Secrets.`;
      find('JOBS_AS_MANAGER', at(...path, 'kubernetes', key), message, help);
    };
    if (service_account === account) {
      warn(
        'service_account',
        "Jobs use the manager's own ServiceAccount",
        'Remove the key, or set `spec.jobs.serviceAccount.create: true` instead.',
      );
    }
    if (pattern && overwritePattern(pattern)?.admits(account)) {
      warn(
        'service_account_overwrite_allowed',
        `A job may choose "${account}", the manager's own ServiceAccount`,
        'Admit only the names of accounts for jobs, or give jobs a namespace of their own with `spec.jobs.namespace`.',
      );
    }
  }
});
