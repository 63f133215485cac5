import { assigned, assignmentOf } from '../../config-toml/environment.ts';
import { isPrivileged } from '../../config-toml/sections.ts';
import { jobMounts } from '../../config-toml/volumes.ts';
import { isWithin } from '../../data/directory.ts';
import { CLIENT_VARIABLES, daemonImage } from '../../docker-builds/docker-daemon.ts';
import { hasDaemon } from '../../docker-builds/mode.ts';
import { onRunner } from '../rule.ts';

/** Sockets through which a container commands the runtime of its node. */
const RUNTIME_SOCKETS = [
  '/run/docker.sock',
  '/run/containerd/containerd.sock',
  '/run/crio/crio.sock',
  '/run/podman/podman.sock',
];

/** Volumes that do what mode `socket` does. */
export const runtimeSockets = onRunner(({ id, entry, build: { mode }, at, find }) => {
  if (mode === 'socket') return;
  for (const [index, volume] of (entry.kubernetes.volumes?.host_path ?? []).entries()) {
    const { name, host_path, mount_path } = volume;
    const path = (host_path || mount_path).replace(/^\/var\/run(?=\/|$)/, '/run');
    if (!RUNTIME_SOCKETS.some((socket) => isWithin(socket, path))) continue;
    find(
      'BUILD_MODES_MIXED',
      at('kubernetes', 'volumes', 'host_path', index),
      `The volume "${name}" of runner "${id}" gives jobs the container runtime of their node, which is what mode \`socket\` does, not \`${mode}\`.`,
      mode === 'none' ? 'Choose the mode `socket`, or remove the volume.' : 'Remove the volume.',
    );
  }
});

/** A daemon that cannot run as a service, unless a sandbox or a patch of the pod gives it what it needs. */
export const unprivilegedDaemons = onRunner(
  ({ entry, section: { kubernetes }, build: { mode }, at, find }) => {
    if (mode !== 'none' || isPrivileged(kubernetes, 'service_container_security_context')) return;
    if (kubernetes.runtime_class_name || (kubernetes.pod_spec ?? []).length > 0) return;
    for (const [index, { name }] of (entry.kubernetes.services ?? []).entries()) {
      if (!isDaemon(name)) continue;
      find(
        'UNUSUAL_VALUE',
        at('kubernetes', 'services', index),
        `The service "${name}" is a Docker daemon, which starts only in a privileged container, and service containers are not privileged.`,
        'Choose the mode `dind` and remove the service, or set `service_container_security_context.privileged: true`.',
      );
    }
  },
);

/** Services that do what mode `dind` does. Without a mode, they are left to the user. */
export const daemonServices = onRunner(({ entry, build: { mode, options }, at, find }) => {
  if (mode === 'none') return;
  for (const [index, { name, alias = '' }] of (entry.kubernetes.services ?? []).entries()) {
    const takesPlace = name === daemonImage(mode, options.dind) || alias.split(/[ ,]+/).includes('docker');
    if (!isDaemon(name) && !(hasDaemon(mode) && takesPlace)) continue;
    const [message, help] = hasDaemon(mode)
      ? [
          `Mode \`${mode}\` adds a Docker daemon called "docker" to every job, and "${name}" would be a second one.`,
          'Remove the service; `dockerBuilds.dind` has its image and settings.',
        ]
      : [
          `The service "${name}" is a Docker daemon, which is what mode \`dind\` does, not \`${mode}\`.`,
          'Choose the mode `dind`, which gives the daemon what it needs, and remove the service.',
        ];
    find('BUILD_MODES_MIXED', at('kubernetes', 'services', index), message, help);
  }
});

/** Whether an image is Docker's own with a daemon. */
function isDaemon(image: string): boolean {
  return /(?:^|\/)docker:(?:[^/]*-)?dind/.test(image);
}

/** Addresses of a daemon in the pod of the job. */
const LOCAL_DAEMON = /^tcp:\/\/(?:docker|localhost|127\.0\.0\.1):/;

/** What the job and the daemon of the mode have to agree on. */
export const daemonClient = onRunner(({ id, entry, section, build: { mode }, at, find }) => {
  if (!hasDaemon(mode)) return;
  for (const [name, expected] of Object.entries(CLIENT_VARIABLES)) {
    const value = assigned(section.environment, name);
    const isOtherName = name === 'DOCKER_HOST' && LOCAL_DAEMON.test(value) && value.endsWith(':2376');
    if (value === expected || isOtherName) continue;
    find(
      'BUILD_MODES_MIXED',
      at('environment', ...assignmentOf(entry.environment, name)),
      `${name} is "${value}" for runner "${id}", but the daemon of mode \`${mode}\` answers with "${expected}" alone.`,
      `Remove ${name}: the mode sets it.`,
    );
  }
});

/**
 * Variables with which Docker's client looks for a daemon or certificates that are not there. Without a mode the daemon
 * may be a service that the job itself names.
 */
export const strayClient = onRunner(({ id, entry, section, build: { mode }, at, find }) => {
  if (hasDaemon(mode)) return;
  const mixed = (name: string, message: string, help: string): void =>
    find('BUILD_MODES_MIXED', at('environment', ...assignmentOf(entry.environment, name)), message, help);
  const host = assigned(section.environment, 'DOCKER_HOST');
  if (mode === 'socket' && host !== '' && !host.startsWith('unix://')) {
    mixed(
      'DOCKER_HOST',
      `With DOCKER_HOST "${host}" jobs of runner "${id}" do not use the socket that mode \`socket\` gives them.`,
      'Remove DOCKER_HOST, or choose the mode `dind`.',
    );
  } else if (mode !== 'none' && LOCAL_DAEMON.test(host) && (section.kubernetes.services ?? []).length === 0) {
    mixed(
      'DOCKER_HOST',
      `DOCKER_HOST "${host}" points to a daemon beside the job, and mode \`${mode}\` has none.`,
      'Choose the mode `dind`, or remove DOCKER_HOST.',
    );
  }
  const directory = assigned(section.environment, 'DOCKER_CERT_PATH');
  const usesTls = assigned(section.environment, 'DOCKER_TLS_VERIFY') !== '' && directory !== '';
  const isMounted = jobMounts(section.kubernetes.volumes).some(({ mount_path }) =>
    isWithin(directory, mount_path),
  );
  if (usesTls && !isMounted) {
    mixed(
      'DOCKER_CERT_PATH',
      `Docker's client looks for certificates in "${directory}", where runner "${id}" mounts no volume.`,
      'Choose the mode `dind`, which shares them with the job, or mount a volume with the certificates.',
    );
  }
});
