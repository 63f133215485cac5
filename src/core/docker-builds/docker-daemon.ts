import { layer } from '../config-toml/layer.ts';
import type { CheckedDockerDaemon } from '../generated/checked-types.ts';
import type { BuildContext, BuildMode, Mode } from './mode.ts';
import { BUILD_USER, storageLayer } from './storage.ts';

/** Directory in which the daemon's image makes its certificates; only the part for clients is shared with the job. */
const CERTIFICATES = '/certs';
/** Directory of the daemon's configuration file, outside of /etc, which the rootless daemon lays over. */
const CONFIG_DIRECTORY = '/dind';
/** Directory of a rootless daemon's volume. */
const ROOTLESS_STORAGE = '/home/rootless/storage';
/** Name of that file, and its key in the ConfigMap. */
export const CONFIG_FILE = 'daemon.json';

/** Variables by which Docker's client finds the daemon, and by which the daemon's image makes certificates. */
export const CLIENT_VARIABLES: Readonly<Record<string, string>> = {
  DOCKER_HOST: 'tcp://docker:2376',
  DOCKER_TLS_CERTDIR: CERTIFICATES,
  DOCKER_TLS_VERIFY: '1',
  DOCKER_CERT_PATH: `${CERTIFICATES}/client`,
};

/** Returns the image of the daemon. */
export function daemonImage(mode: Mode, { image }: CheckedDockerDaemon = {}): string {
  return image ?? (mode === 'dind-rootless' ? 'docker:29-dind-rootless' : 'docker:29-dind');
}

/**
 * Returns the flags for dockerd. The image's entrypoint puts `dockerd` with its addresses and certificates in
 * front of arguments that begin with a dash.
 */
export function daemonFlags({
  registryMirrors = [],
  mtu,
  storageDriver,
  daemonConfig,
}: CheckedDockerDaemon): string[] {
  return [
    ...registryMirrors.map((mirror) => `--registry-mirror=${mirror}`),
    ...(mtu === undefined ? [] : [`--mtu=${mtu}`]),
    ...(storageDriver === undefined ? [] : [`--storage-driver=${storageDriver}`]),
    ...(daemonConfig === undefined ? [] : [`--config-file=${CONFIG_DIRECTORY}/${CONFIG_FILE}`]),
  ];
}

/** A Docker daemon as a service beside each job. Only service containers are privileged. */
export const dind: BuildMode = (context) => {
  const { allowedServices, options } = context;
  return layer(daemonLayer(context, '/var/lib/docker', true), {
    kubernetes: {
      service_container_security_context: { privileged: true },
      ...(allowedServices.length > 0 && { allowed_services: [daemonImage('dind', options.dind)] }),
    },
  });
};

/**
 * The same with a daemon that runs as a user. Its container still has to be privileged, to mount /proc for the
 * containers that it starts and to reach /dev/net/tun. No other image may therefore be a service: one with a
 * setuid program would become root on the node.
 */
export const dindRootless: BuildMode = (context) =>
  layer(daemonLayer(context, ROOTLESS_STORAGE, false), {
    kubernetes: {
      service_container_security_context: {
        privileged: true,
        run_as_user: BUILD_USER,
        run_as_group: BUILD_USER,
        run_as_non_root: true,
      },
      allowed_services: [daemonImage('dind-rootless', context.options.dind)],
    },
  });

function daemonLayer({ options, daemonConfig }: BuildContext, storage: string, isRoot: boolean): object {
  const daemon = options.dind ?? {};
  const flags = daemonFlags(daemon);
  return {
    environment: Object.entries(CLIENT_VARIABLES).map(([name, value]) => `${name}=${value}`),
    kubernetes: layer(storageLayer(options.storage, storage, isRoot), {
      services: [
        {
          name: daemonImage(options.mode, daemon),
          alias: 'docker',
          environment: [
            // The job waits until the port accepts a connection, and the certificates are there before it does. dockerd
            // serves requests a second or two later; the client's wait in the meantime.
            'HEALTHCHECK_TCP_PORT=2376',
            // The daemon changes the mode of its data root: it has to make it, since a volume is root's. The usual place is a
            // volume of the image, which would hide one that is mounted above it.
            ...(isRoot ? [] : [`XDG_DATA_HOME=${storage}`]),
            ...(isRoot || daemon.mtu === undefined ? [] : [`DOCKERD_ROOTLESS_ROOTLESSKIT_MTU=${daemon.mtu}`]),
          ],
          ...(flags.length > 0 && { command: flags }),
        },
      ],
      volumes: {
        empty_dir: [
          { name: 'docker-certs', mount_path: CLIENT_VARIABLES.DOCKER_CERT_PATH!, medium: 'Memory' },
        ],
        ...(daemonConfig !== undefined && {
          config_map: [{ name: daemonConfig, mount_path: CONFIG_DIRECTORY, read_only: true }],
        }),
      },
    }),
  };
}
