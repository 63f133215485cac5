/**
 * A Docker daemon as a service beside each job. Only its container is privileged. Job and daemon share the
 * client certificates through memory, and the job waits until the daemon's TLS port answers.
 */
export function dind(): object {
  return {
    environment: [
      'DOCKER_HOST=tcp://docker:2376',
      'DOCKER_TLS_CERTDIR=/certs',
      'DOCKER_TLS_VERIFY=1',
      'DOCKER_CERT_PATH=/certs/client',
    ],
    kubernetes: {
      service_container_security_context: { privileged: true },
      services: [{ name: 'docker:28-dind', alias: 'docker', environment: ['HEALTHCHECK_TCP_PORT=2376'] }],
      volumes: { empty_dir: [{ name: 'docker-certs', mount_path: '/certs/client', medium: 'Memory' }] },
    },
  };
}
