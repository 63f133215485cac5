import type { Deployment } from 'kubernetes-types/apps/v1.js';

import type { Resolved } from '../resolve/resolve.ts';
import { metadata } from './metadata.ts';
import { podTemplate } from './pod-template.ts';

/** Returns the Deployment of the manager. */
export function deployment(resolved: Resolved): Deployment {
  const { manager, autoscaling } = resolved.spec;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadata(resolved, resolved.metadata.name, {
      namespace: resolved.metadata.namespace,
      labels: manager.labels,
      annotations: manager.annotations,
    }),
    spec: {
      ...(!autoscaling.enabled && { replicas: manager.replicas }),
      ...(manager.revisionHistoryLimit !== undefined && {
        revisionHistoryLimit: manager.revisionHistoryLimit,
      }),
      ...(manager.minReadySeconds !== undefined && { minReadySeconds: manager.minReadySeconds }),
      ...(manager.progressDeadlineSeconds !== undefined && {
        progressDeadlineSeconds: manager.progressDeadlineSeconds,
      }),
      ...(manager.strategy && { strategy: manager.strategy }),
      selector: { matchLabels: resolved.selector },
      template: podTemplate(resolved),
    },
  };
}
