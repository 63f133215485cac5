import type { CheckedCertificates } from '../generated/checked-types.ts';

/** Directory of the manager container in which the private certificate authority is mounted. */
export const CA_DIRECTORY = '/etc/gitlab-runner-certs';
/** Name of the bundle in it. */
export const CA_FILE = 'ca.crt';
/** Directory of the manager container in which the client certificate is mounted. */
export const CLIENT_DIRECTORY = '/etc/gitlab-runner-client-certs';

/** Returns what `spec.certificates` adds to a `[[runners]]` section. */
export function certificatesLayer({ ca, client, inJobs }: CheckedCertificates): object {
  return {
    ...(ca && { 'tls-ca-file': `${CA_DIRECTORY}/${CA_FILE}` }),
    ...(client && {
      'tls-cert-file': `${CLIENT_DIRECTORY}/tls.crt`,
      'tls-key-file': `${CLIENT_DIRECTORY}/tls.key`,
    }),
    ...(inJobs && { kubernetes: { volumes: jobVolumes(inJobs) } }),
  };
}

function jobVolumes({ configMap, secret, mountPath }: NonNullable<CheckedCertificates['inJobs']>): object {
  const volume = (name: string): object[] => [{ name, mount_path: mountPath, read_only: true }];
  return {
    ...(configMap !== undefined && { config_map: volume(configMap) }),
    ...(secret !== undefined && { secret: volume(secret) }),
  };
}
