import type { CheckedMetadata } from '../../generated/checked-types.ts';

/**
 * Returns the label matchers of the manager's series, whichever way Prometheus scrapes them: a Deployment's pods
 * are called after it, with the hash of the ReplicaSet and five characters.
 */
export function managerMatchers({ name, namespace }: CheckedMetadata): string {
  return `namespace="${namespace}",pod=~"${name}-[a-z0-9]+-[a-z0-9]{5}"`;
}
