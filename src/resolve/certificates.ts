import type { ResolvedCertificates } from '../generated/resolved-types.ts';

/** Directory of the manager container in which the private certificate authority is mounted. */
export const CA_DIRECTORY = '/etc/gitlab-runner-certs';
/** Name of the bundle in it. */
export const CA_FILE = 'ca.crt';

/** Returns what `spec.certificates` adds to a `[[runners]]` section. */
export function caLayer({ ca, inJobs }: ResolvedCertificates): object {
  const mount = { mount_path: inJobs?.mountPath, read_only: true };
  return {
    ...(ca && { 'tls-ca-file': `${CA_DIRECTORY}/${CA_FILE}` }),
    ...(inJobs && {
      kubernetes: {
        volumes: {
          ...(inJobs.configMap !== undefined && { config_map: [{ name: inJobs.configMap, ...mount }] }),
          ...(inJobs.secret !== undefined && { secret: [{ name: inJobs.secret, ...mount }] }),
        },
      },
    }),
  };
}
