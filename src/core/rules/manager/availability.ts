import type { MetricTarget } from 'kubernetes-types/autoscaling/v2.js';

import { valueAt } from '../../data/path.ts';
import { onDocument, onResolved } from '../rule.ts';

/** The key of a metric's goal, by its type. */
const GOALS = { Utilization: 'averageUtilization', Value: 'value', AverageValue: 'averageValue' } as const;

/** The types of goal that each type of metric accepts. */
const GOALS_OF: Readonly<Record<string, readonly (keyof typeof GOALS)[]>> = {
  Resource: ['Utilization', 'AverageValue'],
  ContainerResource: ['Utilization', 'AverageValue'],
  Pods: ['AverageValue'],
  Object: ['Value', 'AverageValue'],
  External: ['Value', 'AverageValue'],
};

/** Numbers of managers that contradict each other, and metrics that nothing serves or describes. */
export const autoscaling = onResolved(({ spec, manager, at: from, find }) => {
  const { enabled, minReplicas, maxReplicas, metrics } = spec.autoscaling;
  const at = from.below('spec', 'autoscaling');
  if (!enabled) return;
  if (minReplicas > maxReplicas) {
    find(
      'OUT_OF_RANGE',
      at('minReplicas'),
      `The fewest managers are ${minReplicas}, which is more than the most, ${maxReplicas}.`,
      'Raise `maxReplicas` or lower `minReplicas`.',
    );
  }
  if (metrics === undefined && manager.metricsPort === undefined) {
    find(
      'NEEDS_KEY',
      at(),
      'Managers are scaled on a metric that they serve, and an empty config.listen_address turns it off.',
      'Remove `spec.config.listen_address`, or name other `metrics`.',
    );
  }
  metrics?.forEach((metric, index) => {
    const { type } = metric;
    const field = `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
    const source = valueAt(metric, [field]) as { readonly target: MetricTarget } | undefined;
    if (source === undefined) {
      find(
        'NEEDS_KEY',
        at('metrics', index),
        `A metric of type ${type} is described in \`${field}\`, which is not there.`,
        `Add \`${field}\`.`,
      );
      return;
    }
    const { target } = source;
    const goals = GOALS_OF[type]!;
    if (goals.some((one) => one === target.type && target[GOALS[one]] !== undefined)) return;
    find(
      'NEEDS_KEY',
      at('metrics', index, field, 'target'),
      `A metric of type ${type} has the goal ${goals.map((one) => `\`${GOALS[one]}\``).join(' or ')}, with the type that goes with it.`,
      `Write \`type: ${goals[0]}\` and \`${GOALS[goals[0]!]}\`.`,
    );
  });
});

/** Budgets that block the drain of a node. */
export const disruptionBudget = onResolved(({ spec, manager, at: from, find }) => {
  const { enabled, minAvailable, maxUnavailable } = spec.podDisruptionBudget;
  const { fewest } = manager.replicas;
  const at = from.below('spec', 'podDisruptionBudget');
  if (!enabled) return;
  if (minAvailable !== undefined && maxUnavailable !== undefined) {
    find(
      'EXCLUSIVE_KEYS',
      at.key('minAvailable'),
      'A budget says how many managers must stay or how many may be away, not both.',
      'Remove one of the keys.',
    );
    return;
  }
  for (const [key, amount] of Object.entries({ minAvailable, maxUnavailable })) {
    if (typeof amount !== 'string' || Number.parseInt(amount, 10) <= 100) continue;
    find('REFUSED_VALUE', at(key), `Kubernetes refuses ${amount}: a share of managers is 100% at most.`);
    return;
  }
  if (fewest === 0) return;
  if (minAvailable !== undefined && countOf(minAvailable, fewest) >= fewest) {
    const managers = fewest === 1 ? 'one manager' : `${fewest} managers`;
    find(
      'BLOCKS_DRAIN',
      at('minAvailable'),
      `minAvailable ${minAvailable} of ${managers} lets no manager leave its node, so \`kubectl drain\` never finishes.`,
      'Remove the key: then one manager may be away at a time.',
    );
  }
  if (maxUnavailable !== undefined && countOf(maxUnavailable, fewest) === 0) {
    find(
      'BLOCKS_DRAIN',
      at('maxUnavailable'),
      'No manager may leave its node, so `kubectl drain` never finishes.',
      {
        suggestion: '1',
        help: 'Allow at least one to be away. An evicted manager ends its jobs before it goes.',
      },
    );
  }
});

/** How many of the managers a number or a percentage means; Kubernetes rounds up. */
function countOf(amount: number | string, managers: number): number {
  return typeof amount === 'number' ? amount : Math.ceil((Number.parseInt(amount, 10) * managers) / 100);
}

/** Seconds that GitLab gives a job where neither its project nor its runner says otherwise. */
export const JOB_TIMEOUT = 3600;

/**
 * A manager that is killed before jobs can end. It waits for them as long as its grace period lasts: `shutdown_timeout` is
 * about what comes after that, when it cancels them.
 */
export const gracePeriod = onDocument(({ spec: { manager }, at, find }) => {
  const { terminationGracePeriodSeconds: grace } = manager;
  if (grace >= JOB_TIMEOUT) return;
  find(
    'DRAIN_TOO_SHORT',
    at('spec', 'manager', 'terminationGracePeriodSeconds'),
    `A manager that stops is killed after ${grace} seconds, along with every job that takes longer; a job in GitLab may run for an hour by default.`,
    'Make it longer than your longest job.',
  );
});

/** How a command line sends the signal: by name or by number. */
const SENDS_QUIT = /QUIT\b|kill(?:all)?\s+-(?:[sn]\s*)?3\b/;

/** Whether a command line asks the manager to let its jobs end. */
export function sendsQuit(words: string, sharesProcesses: boolean): boolean {
  // With a shared process namespace, process 1 is not the manager's.
  const isForOther = sharesProcesses && /\bkill\s[^;&|]*\s1\b/.test(words);
  return SENDS_QUIT.test(words) && !isForOther;
}

/** A hook in place of ours that does not ask the manager to let its jobs end. */
export const drainHook = onDocument(({ spec: { manager }, at, find }) => {
  const { preStop } = manager.lifecycle ?? {};
  if (preStop === undefined) return;
  const { command = [] } = preStop.exec ?? {};
  if (sendsQuit(command.join(' '), manager.shareProcessNamespace === true)) return;
  find(
    'DRAIN_LOST',
    at.key('spec', 'manager', 'lifecycle', 'preStop'),
    'This replaces our preStop hook, which sends SIGQUIT to the manager and waits for its jobs to end, but does not send it: if the container runtime stops the manager with SIGTERM, running jobs are cancelled.',
    'Remove it, or have it send SIGQUIT to the manager and wait.',
  );
});
