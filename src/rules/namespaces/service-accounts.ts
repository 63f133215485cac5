import { onResolved, onRunner } from '../rule.ts';

/** An account for jobs that is the manager's, and settings of one that is not rendered. */
export const jobAccount = onResolved(({ spec, jobServiceAccount, manager, at: from, find }) => {
  const { create, ...rest } = spec.jobs.serviceAccount;
  const at = from.below('spec', 'jobs', 'serviceAccount');
  if (!create) {
    for (const key of Object.keys(rest)) {
      find(
        'NO_EFFECT',
        at.key(key),
        'No ServiceAccount is rendered for jobs, so that this says nothing.',
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

/** Jobs that ask for the manager's account. */
export const managersAccount = onRunner(({ jobsAsManager, at, find }) => {
  if (!jobsAsManager) return;
  find(
    'JOBS_AS_MANAGER',
    at('kubernetes', 'service_account'),
    `Jobs use the manager's own ServiceAccount: one that gets at its token may create pods and read Secrets.`,
    'Take the key out, or set `spec.jobs.serviceAccount.create: true` in its place.',
  );
});
