import type { Deployment } from 'kubernetes-types/apps/v1.js';
import { mergePatch } from '../../data/merge-patch.ts';
import { pick } from '../../data/pick.ts';
import type { Resolved } from '../../resolve/resolved.ts';
import { metadata } from '../metadata.ts';

/** Returns the Deployment of the manager, with the pod as its own settings have it. */
export function deployment(resolved: Resolved): Deployment {
  const { manager, autoscaling } = resolved.spec;
  const { pod } = resolved.manager;
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
      ...pick(manager, ['revisionHistoryLimit', 'minReadySeconds', 'progressDeadlineSeconds', 'strategy']),
      selector: { matchLabels: resolved.selector },
      template: manager.podPatch ? mergePatch(pod, manager.podPatch) : pod,
    },
  };
}
