import type { HorizontalPodAutoscaler, MetricSpec } from 'kubernetes-types/autoscaling/v2.js';

import { jobsAtOnce } from '../../resolve/jobs-at-once.ts';
import type { Resolved } from '../../resolve/resolved.ts';
import { metadata } from '../metadata.ts';

/** Share of the jobs that it runs at once at which a manager counts as busy, in thousandths. */
const BUSY = 750;

/** Returns the HorizontalPodAutoscaler of the manager. */
export function horizontalPodAutoscaler(resolved: Resolved): HorizontalPodAutoscaler | undefined {
  const { enabled, minReplicas, maxReplicas, metrics, behavior, annotations } = resolved.spec.autoscaling;
  if (!enabled) return undefined;
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: metadata(resolved, resolved.metadata.name, {
      namespace: resolved.metadata.namespace,
      annotations,
    }),
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: resolved.metadata.name },
      minReplicas,
      maxReplicas,
      metrics: metrics ?? [runningJobs(resolved)],
      ...(behavior && { behavior }),
    },
  };
}

function runningJobs(resolved: Resolved): MetricSpec {
  return {
    type: 'Pods',
    pods: {
      metric: { name: 'gitlab_runner_jobs' },
      target: {
        type: 'AverageValue',
        averageValue: thousandths(jobsAtOnce(resolved.spec, Object.values(resolved.spec.runners)) * BUSY),
      },
    },
  };
}

/** The API server writes whole numbers without a suffix; another spelling would look like a change. */
function thousandths(amount: number): string {
  return amount % 1000 === 0 ? `${amount / 1000}` : `${amount}m`;
}
