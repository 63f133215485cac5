import { valueAt } from '../../../core/data/path.ts';
import { JOB_TIMEOUT, sendsQuit } from '../../../core/rules/manager/availability.ts';
import type { Check } from '../finding.ts';

/** Kubernetes' own, where a pod says nothing. */
const GRACE = 30;

/** Managers that are ended before their jobs. */
export const drain: Check = ({ managers }, find) => {
  for (const { workload, pod } of managers) {
    const path = ['spec', 'template', 'spec', 'terminationGracePeriodSeconds'];
    const { terminationGracePeriodSeconds = GRACE, shareProcessNamespace } = pod.spec.value as {
      terminationGracePeriodSeconds?: unknown;
      shareProcessNamespace?: unknown;
    };
    const grace = Number(terminationGracePeriodSeconds);
    if (grace < JOB_TIMEOUT) {
      find(
        'DRAIN_TOO_SHORT',
        { object: workload, path },
        `A manager that stops is killed after ${grace} seconds, along with every job that takes longer; a job in GitLab may run for an hour by default.`,
        'Make it longer than your longest job, with `spec.manager.terminationGracePeriodSeconds` of the document.',
      );
    }
    const { container, spec } = pod;
    const preStop = valueAt(container.data.value, ['lifecycle', 'preStop']);
    if (preStop === undefined) continue;
    const command = valueAt(preStop, ['exec', 'command']);
    const words = Array.isArray(command) ? command.join(' ') : '';
    if (sendsQuit(words, shareProcessNamespace === true)) continue;
    const index = (spec.value as { containers: readonly unknown[] }).containers.indexOf(container.data.value);
    find(
      'DRAIN_LOST',
      {
        object: workload,
        path: ['spec', 'template', 'spec', 'containers', index, 'lifecycle', 'preStop'],
      },
      'This hook sends no SIGQUIT to the manager: a container runtime that stops it with SIGTERM has it cancel its jobs.',
      'Remove the patch, or have the hook send SIGQUIT to the manager and wait.',
    );
  }
};
