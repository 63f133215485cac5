import type { Container, Lifecycle, Probe, SecurityContext } from 'kubernetes-types/core/v1.js';

import { pick } from '../../data/pick.ts';
import type { CheckedSpec } from '../../generated/checked-types.ts';
import { HAS_READY_ENDPOINT, isAtLeast } from '../../runner-release.ts';
import { FILLED_DIRECTORY, filledInFromSecrets } from '../cache-credentials.ts';
import type { CheckedDocument } from '../document.ts';
import { flavors, imageReference } from './image.ts';
import {
  CONFIG_DIRECTORY,
  HOME,
  INIT_CONTAINER,
  MANAGER_CONTAINER,
  type ManagerParts,
  METRICS_PORT_NAME,
  managerResources,
} from './parts.ts';

/** The probes that a container may have. */
export const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'] as const;
const CONFIG_LINK = `${HOME}/config.toml`;

/** Returns the container of the manager. */
export function managerContainer(resolved: CheckedDocument, parts: ManagerParts): Container {
  const { spec } = resolved;
  const { manager, image } = spec;
  const ports = [...parts.ports, ...(manager.ports ?? [])];
  return {
    name: MANAGER_CONTAINER,
    image: imageReference(image, spec.version),
    imagePullPolicy: image.pullPolicy,
    command: manager.command ?? [...flavors[image.flavor].init, 'gitlab-runner'],
    args: manager.args ?? ['run', `--config=${CONFIG_LINK}`, `--working-directory=${HOME}`],
    env: [...parts.env, ...(manager.env ?? [])],
    ...pick(manager, ['envFrom']),
    ...(ports.length > 0 && { ports }),
    ...probes(spec, parts),
    ...lifecycle(spec),
    resources: managerResources(spec),
    securityContext: securityContext(spec),
    ...pick(manager, ['terminationMessagePath', 'terminationMessagePolicy']),
    volumeMounts: [...parts.volumeMounts, ...(manager.volumeMounts ?? [])],
  };
}

/**
 * Returns the container that links config.toml into the manager's home. The manager follows the link, so it
 * sees the file change in the mounted directory and reloads, and writes its system id beside the link.
 */
export function linkConfigContainer(resolved: CheckedDocument): Container {
  const { spec } = resolved;
  const { image, version } = spec;
  const isFilledIn = filledInFromSecrets(spec.cacheCredentials).length > 0;
  const directory = isFilledIn ? FILLED_DIRECTORY : CONFIG_DIRECTORY;
  return {
    name: INIT_CONTAINER,
    image: imageReference(image, version),
    imagePullPolicy: image.pullPolicy,
    command: ['ln', '-sf', `${directory}/config.toml`, CONFIG_LINK],
    resources: managerResources(spec),
    securityContext: securityContext(spec),
    volumeMounts: [{ name: 'home', mountPath: HOME }],
  };
}

/** Returns the security context of our containers in the manager's pod. */
export function securityContext({ manager }: CheckedSpec): SecurityContext {
  const { securityContext: own, podSecurityContext: pod } = manager;
  // The API server refuses a privileged container that may not gain privileges.
  const unprivileged = {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    privileged: false,
  };
  return {
    ...(own?.privileged !== true && unprivileged),
    readOnlyRootFilesystem: true,
    runAsNonRoot: pod?.runAsNonRoot ?? true,
    ...own,
  };
}

/** Probes look at the manager alone: one that asked GitLab would restart every manager while GitLab is slow. */
function probes(
  { manager, version }: CheckedSpec,
  parts: ManagerParts,
): Pick<Container, (typeof PROBES)[number]> {
  const answers: Probe = { tcpSocket: { port: METRICS_PORT_NAME } };
  const isReady: Probe = isAtLeast(version, HAS_READY_ENDPOINT)
    ? { httpGet: { path: '/health/ready', port: METRICS_PORT_NAME } }
    : answers;
  const own = parts.ports.some(({ name }) => name === METRICS_PORT_NAME)
    ? {
        startupProbe: { ...answers, periodSeconds: 2, failureThreshold: 60 },
        readinessProbe: { ...isReady, periodSeconds: 10, timeoutSeconds: 5 },
        livenessProbe: { ...answers, periodSeconds: 20, timeoutSeconds: 5, failureThreshold: 6 },
      }
    : {};
  const { startupProbe, readinessProbe, livenessProbe } = { ...own, ...pick(manager, PROBES) };
  return {
    ...(isSet(startupProbe) && { startupProbe }),
    ...(isSet(readinessProbe) && { readinessProbe }),
    ...(isSet(livenessProbe) && { livenessProbe }),
  };
}

/** An empty mapping stands for no probe. */
function isSet(probe: Probe | undefined): probe is Probe {
  return probe !== undefined && Object.keys(probe).length > 0;
}

/**
 * SIGQUIT makes the manager take no more jobs, wait for the running ones and exit. The images ask for it as
 * their stop signal, but not every runtime heeds that, and SIGTERM would cancel the jobs. The hook lasts until the
 * process it signals has ended, and the container with it.
 */
function lifecycle({ manager }: CheckedSpec): { lifecycle?: Lifecycle } {
  if (manager.lifecycle) return { lifecycle: manager.lifecycle };
  // With a shared process namespace, process 1 is not the manager's.
  if (manager.shareProcessNamespace) return {};
  return {
    lifecycle: {
      preStop: { exec: { command: ['/bin/sh', '-c', 'kill -QUIT 1; while :; do sleep 1; done'] } },
    },
  };
}
