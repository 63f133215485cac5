const SOCKET = '/var/run/docker.sock';

/** The node's Docker socket in every job container, and privileged jobs. */
export function socket(): object {
  return {
    kubernetes: {
      privileged: true,
      volumes: { host_path: [{ name: 'docker', mount_path: SOCKET, host_path: SOCKET }] },
    },
  };
}
