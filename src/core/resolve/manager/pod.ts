import type { PodSecurityContext, PodSpec, PodTemplateSpec } from 'kubernetes-types/core/v1.js';

import { pick } from '../../data/pick.ts';
import type { CheckedSpec } from '../../generated/checked-types.ts';
import { objectAnnotations, objectLabels } from '../labels.ts';
import type { ManagerFacts } from '../manager-facts.ts';
import { linkConfigContainer, managerContainer } from './container.ts';
import { fillConfigContainers } from './fill-config.ts';
import { flavors } from './image.ts';
import { overDefaults } from './over-defaults.ts';
import { type ManagerParts, managerSpread } from './parts.ts';

/** Fields of a PodSpec that the document passes on as they are. */
export const PASSED_ON = [
  'affinity',
  'tolerations',
  'topologySpreadConstraints',
  'priorityClassName',
  'preemptionPolicy',
  'runtimeClassName',
  'schedulerName',
  'hostNetwork',
  'hostAliases',
  'hostname',
  'subdomain',
  'dnsPolicy',
  'dnsConfig',
  'shareProcessNamespace',
  'readinessGates',
  'overhead',
] as const satisfies readonly (keyof PodSpec)[];

/**
 * Returns the pod of the manager: it passes the Pod Security level "restricted". `podPatch`, which can make anything of
 * it, is not applied yet.
 */
export function managerPod(
  resolved: ManagerFacts,
  parts: ManagerParts,
  serviceAccountName: string,
): PodTemplateSpec {
  const { spec, tokens, config } = resolved;
  const { manager, image } = spec;
  return {
    metadata: {
      labels: objectLabels(resolved, manager.podLabels),
      ...objectAnnotations(resolved, {
        ...manager.podAnnotations,
        // A running manager never reads these settings again: new ones have to roll the pod out.
        ...(config.sessionHash !== undefined && {
          'gitlab-runner-manifests.dev/session-hash': config.sessionHash,
        }),
        // The environment of a running container keeps the old token: a new one has to roll the pod out.
        ...(tokens.hash !== undefined && { 'gitlab-runner-manifests.dev/token-hash': tokens.hash }),
      }),
    },
    spec: {
      serviceAccountName,
      automountServiceAccountToken: manager.automountServiceAccountToken,
      enableServiceLinks: manager.enableServiceLinks,
      terminationGracePeriodSeconds: manager.terminationGracePeriodSeconds,
      ...(image.pullSecrets && { imagePullSecrets: image.pullSecrets }),
      securityContext: podSecurityContext(spec),
      nodeSelector: { 'kubernetes.io/os': 'linux', ...manager.nodeSelector },
      ...managerSpread(resolved),
      ...pick(manager, PASSED_ON),
      initContainers: [
        linkConfigContainer(resolved),
        ...fillConfigContainers(resolved),
        ...(manager.initContainers ?? []),
      ],
      containers: [managerContainer(resolved, parts), ...(manager.containers ?? [])],
      volumes: [...parts.volumes, ...(manager.volumes ?? [])],
    },
  };
}

function podSecurityContext({ manager, image }: CheckedSpec): PodSecurityContext {
  const { user } = flavors[image.flavor];
  const ours: PodSecurityContext = {
    runAsNonRoot: true,
    ...(user && { runAsUser: user.uid, runAsGroup: user.gid, fsGroup: user.gid }),
    seccompProfile: { type: 'RuntimeDefault' },
  };
  return overDefaults(ours, manager.podSecurityContext);
}
