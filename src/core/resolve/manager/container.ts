import type { Container, Lifecycle, Probe, SecurityContext } from 'kubernetes-types/core/v1.js';

import { pick } from '../../data/pick.ts';
import type { CheckedSpec } from '../../generated/checked-types.ts';
import { HAS_READY_ENDPOINT, isAtLeast } from '../../runner-release.ts';
import { FILLED_DIRECTORY, filledInFromSecrets } from '../cache-credentials.ts';
import type { CheckedDocument } from '../document.ts';
import { tokenVariables } from '../tokens.ts';
import { flavors, imageReference } from './image.ts';
import { overDefaults, overOptional } from './over-defaults.ts';
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
  const link = ['ln', '-sf', `${directory}/config.toml`, CONFIG_LINK];
  const tokens = tokenVariables(resolved);
  return {
    name: INIT_CONTAINER,
    image: imageReference(image, version),
    imagePullPolicy: image.pullPolicy,
    ...(tokens.length === 0
      ? { command: link }
      : {
          command: ['/bin/sh', '-c', tokenCheck(tokens.map(({ name }) => name)), ...link],
          env: tokens,
          // The reason is then in the status of the pod.
          terminationMessagePolicy: 'FallbackToLogsOnError',
        }),
    resources: managerResources(spec),
    securityContext: securityContext(spec),
    volumeMounts: [{ name: 'home', mountPath: HOME }],
  };
}

/**
 * A manager whose token is empty, or ends in the line break of an editor or of `echo`, runs and never gets a job. With
 * this check its pod does not start, and a rollout keeps the old manager. Otherwise the arguments are run.
 * No `$$`: the kubelet turns it into `$`.
 */
function tokenCheck(variables: readonly string[]): string {
  return `for name in ${variables.join(' ')}; do
  eval token='$'"$name"
  case $token in
  '' | *[[:space:][:cntrl:]]*)
    echo "$name: the Secret has no token, or a blank or line break with it. Write it with printf, not echo." >&2
    exit 1
  esac
done
exec "$0" "$@"
`;
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
  const ours: SecurityContext = {
    ...(own?.privileged !== true && unprivileged),
    readOnlyRootFilesystem: true,
    runAsNonRoot: pod?.runAsNonRoot ?? true,
  };
  return overDefaults(ours, own);
}

/** Grace period in seconds of a manager that is killed because it does not answer: it is unlikely to end its jobs. */
const UNANSWERED_GRACE = 30;

/**
 * Probes look at the manager alone: one that asked GitLab would restart every manager while GitLab is slow. The kernel
 * still opens connections to a process that hangs, so liveness needs an answer over HTTP. A manager that is killed for
 * it does not wait for jobs as one that stops does.
 */
function probes(
  { manager, version }: CheckedSpec,
  parts: ManagerParts,
): Pick<Container, (typeof PROBES)[number]> {
  const answers: Probe = { tcpSocket: { port: METRICS_PORT_NAME } };
  const answersAt = (path: string): Probe => ({ httpGet: { path, port: METRICS_PORT_NAME } });
  const isReady = isAtLeast(version, HAS_READY_ENDPOINT) ? answersAt('/health/ready') : answers;
  const ours: Pick<Container, (typeof PROBES)[number]> = parts.ports.some(
    ({ name }) => name === METRICS_PORT_NAME,
  )
    ? {
        startupProbe: { ...answers, periodSeconds: 2, failureThreshold: 60 },
        readinessProbe: { ...isReady, periodSeconds: 10, timeoutSeconds: 5 },
        livenessProbe: {
          ...answersAt('/metrics'),
          periodSeconds: 20,
          timeoutSeconds: 10,
          failureThreshold: 6,
          terminationGracePeriodSeconds: UNANSWERED_GRACE,
        },
      }
    : {};
  const probes: Partial<Record<(typeof PROBES)[number], Probe>> = {};
  for (const key of PROBES) {
    const probe = overOptional(ours[key], manager[key]);
    if (probe !== undefined) probes[key] = probe;
  }
  return probes;
}

/**
 * SIGQUIT makes the manager accept no more jobs, wait for the running ones and exit. The images ask for it as
 * their stop signal, but not every runtime heeds that, and SIGTERM would cancel the jobs. The hook lasts until the
 * process it signals has ended, and the container with it. A hook of the document replaces only the hook of its kind.
 */
function lifecycle({ manager }: CheckedSpec): { lifecycle?: Lifecycle } {
  const drain = manager.shareProcessNamespace ? DRAIN_BY_NAME : DRAIN;
  const hooks = overOptional<Lifecycle>(
    { preStop: { exec: { command: ['/bin/sh', '-c', drain] } } },
    manager.lifecycle,
  );
  return hooks === undefined ? {} : { lifecycle: hooks };
}

const DRAIN = 'kill -QUIT 1; while :; do sleep 1; done';
/** With a shared process namespace, process 1 is not the manager's: it has to be looked for. */
const DRAIN_BY_NAME =
  'q=; for p in /proc/[0-9]*; do read -r n <$p/comm && [ "$n" = gitlab-runner ] && kill -QUIT ${p#/proc/} && q=1; done; while [ $q ]; do sleep 1; done';
