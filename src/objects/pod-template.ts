import type { PodSpec, PodTemplateSpec } from 'kubernetes-types/core/v1.js';

import { contentHash } from '../resolve/hash.ts';
import { flavors } from '../resolve/image.ts';
import { managerVolumes } from '../resolve/manager-pod.ts';
import type { Resolved } from '../resolve/resolve.ts';
import { tokensByValue } from '../resolve/tokens.ts';
import { linkConfigContainer, managerContainer } from './manager-container.ts';
import { mergePatch } from './merge-patch.ts';
import { sorted } from './metadata.ts';
import { serviceAccountName } from './service-account.ts';

/** Fields of a PodSpec that the document passes on as they are. */
const passedOn = [
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

/** Returns the pod of the manager: it passes the Pod Security level "restricted". */
export function podTemplate(resolved: Resolved): PodTemplateSpec {
  const { document, labels, spec, config } = resolved;
  const { manager, image } = spec;
  const { user } = flavors[image.flavor];
  const tokens = tokensByValue(document);
  const annotations = {
    ...spec.commonAnnotations,
    ...manager.podAnnotations,
    // The environment of a running container keeps the old token: a new one has to roll the pod out.
    ...(Object.keys(tokens).length > 0 && {
      'gitlab-runner-manifests.dev/token-hash': contentHash(JSON.stringify(tokens)),
    }),
  };
  const template: PodTemplateSpec = {
    metadata: {
      labels: sorted({ ...manager.podLabels, ...labels }),
      ...(Object.keys(annotations).length > 0 && { annotations: sorted(annotations) }),
    },
    spec: {
      serviceAccountName: serviceAccountName(resolved),
      automountServiceAccountToken: manager.automountServiceAccountToken,
      enableServiceLinks: manager.enableServiceLinks,
      terminationGracePeriodSeconds: manager.terminationGracePeriodSeconds,
      ...(image.pullSecrets && { imagePullSecrets: image.pullSecrets }),
      securityContext: {
        runAsNonRoot: true,
        ...(user && { runAsUser: user.uid, runAsGroup: user.gid, fsGroup: user.gid }),
        seccompProfile: { type: 'RuntimeDefault' },
        ...manager.podSecurityContext,
      },
      nodeSelector: manager.nodeSelector,
      ...pick(manager, passedOn),
      initContainers: [linkConfigContainer(resolved), ...(manager.initContainers ?? [])],
      containers: [managerContainer(resolved), ...(manager.containers ?? [])],
      volumes: [...managerVolumes(document, config), ...(manager.volumes ?? [])],
    },
  };
  return manager.podPatch ? mergePatch(template, manager.podPatch) : template;
}

/** Returns those of the named fields that are set. */
function pick<T extends object, Key extends keyof T>(from: T, keys: readonly Key[]): Pick<T, Key> {
  return Object.fromEntries(
    keys.flatMap((key) => (from[key] === undefined ? [] : [[key, from[key]]])),
  ) as Pick<T, Key>;
}
