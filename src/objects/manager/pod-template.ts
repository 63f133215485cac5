import type { PodSpec, PodTemplateSpec } from 'kubernetes-types/core/v1.js';

import { contentHash } from '../../data/hash.ts';
import { pick } from '../../data/pick.ts';
import { flavors } from '../../resolve/image.ts';
import { managerSpread, managerVolumes } from '../../resolve/manager-pod.ts';
import type { Resolved } from '../../resolve/resolve.ts';
import { serviceAccountName } from '../../resolve/service-accounts.ts';
import { tokensByValue } from '../../resolve/tokens.ts';
import { objectLabels, sorted } from '../metadata.ts';
import { linkConfigContainer, managerContainer } from './manager-container.ts';

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

/**
 * Returns the pod of the manager: it passes the Pod Security level "restricted". `podPatch`, which can make anything of
 * it, is not applied yet.
 */
export function podTemplate(resolved: Resolved): PodTemplateSpec {
  const { document, spec, model, config } = resolved;
  const { manager, image } = spec;
  const { user } = flavors[image.flavor];
  const tokens = tokensByValue(document);
  const { session_server: sessions } = model.global;
  const annotations = {
    ...spec.commonAnnotations,
    ...manager.podAnnotations,
    // A running manager never reads these settings again: new ones have to roll the pod out.
    ...(sessions !== undefined && {
      'gitlab-runner-manifests.dev/session-hash': contentHash(JSON.stringify(sessions)),
    }),
    // The environment of a running container keeps the old token: a new one has to roll the pod out.
    ...(Object.keys(tokens).length > 0 && {
      'gitlab-runner-manifests.dev/token-hash': contentHash(JSON.stringify(tokens)),
    }),
  };
  return {
    metadata: {
      labels: objectLabels(resolved, manager.podLabels),
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
      nodeSelector: { 'kubernetes.io/os': 'linux', ...manager.nodeSelector },
      ...managerSpread(document),
      ...pick(manager, passedOn),
      initContainers: [linkConfigContainer(resolved), ...(manager.initContainers ?? [])],
      containers: [managerContainer(resolved), ...(manager.containers ?? [])],
      volumes: [...managerVolumes(document, config), ...(manager.volumes ?? [])],
    },
  };
}
